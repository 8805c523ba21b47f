package dev.gkelocal.platform.views;

import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.cloudrun.InstanceState;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import dev.gkelocal.platform.feed.EventSink;
import dev.gkelocal.platform.feed.FeedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of Cloud Run as its events last told it; the log passes on newer states only. What may grow without end is bounded: stopped instances and
 * decisions. Guarded by this.
 */
public final class CloudRunView implements EventSink {
    static final int DECISIONS_PER_REVISION = 100;
    static final int REVISIONS_WITH_DECISIONS = 500;
    static final int STOPPED_INSTANCES = 500;

    private final InstantSource clock;
    private final Map<String, ServiceState> services = new HashMap<>();
    private final Map<String, RevisionState> revisions = new HashMap<>();
    private final Map<String, InstanceState> instances = new HashMap<>();
    private final ArrayDeque<String> stopped = new ArrayDeque<>();
    private final InstanceHistory history;

    /** Newest last. The revision that decided longest ago leaves first. */
    private final LinkedHashMap<RevisionName, ArrayDeque<ScalingDecided>> decisions =
            new LinkedHashMap<>(16, 0.75f, true);

    public CloudRunView(InstantSource clock) {
        this.clock = clock;
        this.history = new InstanceHistory(clock.instant());
    }

    @Override
    public synchronized void accept(FeedEvent event) {
        event.dataOf(Topics.CLOUD_RUN_SERVICE).ifPresent(it -> services.put(event.key(), it));
        event.dataOf(Topics.CLOUD_RUN_REVISION).ifPresent(it -> revisions.put(event.key(), it));
        event.dataOf(Topics.CLOUD_RUN_INSTANCE).ifPresent(it -> instance(event.key(), it));
        event.dataOf(Topics.CLOUD_RUN_SCALING).ifPresent(this::decided);
        if (event.isRemovalFrom(Topics.CLOUD_RUN_SERVICE)) {
            services.remove(event.key());
        } else if (event.isRemovalFrom(Topics.CLOUD_RUN_REVISION)) {
            revisions.remove(event.key());
        } else if (event.isRemovalFrom(Topics.CLOUD_RUN_INSTANCE)) {
            instances.remove(event.key());
            stopped.remove(event.key());
            countsChanged();
        }
    }

    private void instance(String key, InstanceState state) {
        instances.put(key, state);
        if (state.phase() == InstanceState.Phase.STOPPED) {
            stopped.remove(key);
            stopped.addLast(key);
            if (stopped.size() > STOPPED_INSTANCES) {
                instances.remove(stopped.removeFirst());
            }
        }
        countsChanged();
    }

    private void countsChanged() {
        history.changed(clock.instant(), InstanceCounts.of(instances.values()));
    }

    private void decided(ScalingDecided decision) {
        var list = decisions.computeIfAbsent(decision.revision(), _ -> new ArrayDeque<>());
        list.addLast(decision);
        if (list.size() > DECISIONS_PER_REVISION) {
            list.removeFirst();
        }
        if (decisions.size() > REVISIONS_WITH_DECISIONS) {
            decisions.pollFirstEntry();
        }
    }

    /** Services by name. Deleted ones only if asked for. */
    public synchronized List<ServiceState> services(Selection wanted, boolean deletedToo) {
        return services.values().stream()
                .filter(it -> wanted.matches(it.name()))
                .filter(it -> deletedToo || it.deleteTime() == null)
                .sorted(Comparator.comparing(it -> it.name().toString()))
                .limit(wanted.limit())
                .toList();
    }

    /** Revisions, newest first. */
    public synchronized List<RevisionState> revisions(Selection wanted, boolean deletedToo) {
        return revisions.values().stream()
                .filter(it -> wanted.matches(it.name()))
                .filter(it -> deletedToo || it.deleteTime() == null)
                .sorted(Comparator.comparing(RevisionState::createTime).reversed())
                .limit(wanted.limit())
                .toList();
    }

    /** Instances, newest first. Stopped ones, the last of them, only if asked for. */
    public synchronized List<InstanceState> instances(Selection wanted, boolean stoppedToo) {
        return instances.values().stream()
                .filter(it -> wanted.matches(it.revision()))
                .filter(it -> stoppedToo || it.phase() != InstanceState.Phase.STOPPED)
                .sorted(Comparator.comparing(InstanceState::createTime).reversed())
                .limit(wanted.limit())
                .toList();
    }

    /** Decisions, newest first. */
    public synchronized List<Decision> decisions(Selection wanted) {
        return decisions.sequencedValues().stream()
                .flatMap(ArrayDeque::stream)
                .filter(it -> wanted.matches(it.revision()))
                .sorted(Comparator.comparing(ScalingDecided::at).reversed())
                .limit(wanted.limit())
                .map(Decision::of)
                .toList();
    }

    public synchronized Optional<InstanceState> instance(String id) {
        return Optional.ofNullable(instances.get(id));
    }

    public synchronized InstanceCounts counts() {
        return InstanceCounts.of(instances.values());
    }

    synchronized List<InstanceHistory.Sample> history(Duration length) {
        Instant now = clock.instant();
        return history.last(length, now);
    }
}
