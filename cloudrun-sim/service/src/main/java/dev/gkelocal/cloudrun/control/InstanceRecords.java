package dev.gkelocal.cloudrun.control;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.cloudrun.InstanceState;
import dev.gkelocal.contracts.cloudrun.InstanceState.Phase;
import dev.gkelocal.eventlog.EventLog;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The instances' states on the log. The newest that have ended stay visible, older ones are removed. */
final class InstanceRecords {
    private static final int ENDED_KEPT = 100;

    private final EventLog log;
    /** Guarded by this; the oldest first. */
    private final Deque<InstanceState> ended = new ArrayDeque<>();

    InstanceRecords(EventLog log) {
        this.log = log;
    }

    /** Ends on the log what ended while nobody watched. */
    synchronized void begin(Set<InstanceId> alive, Instant now) {
        log.table(Topics.CLOUD_RUN_INSTANCE).all().values().stream()
                .filter(it -> !alive.contains(it.id()))
                .sorted(Comparator.comparing(InstanceState::createTime))
                .forEach(it -> {
                    if (it.phase() == Phase.STOPPED) {
                        remember(it);
                    } else {
                        publish(lost(it, now), null);
                    }
                });
    }

    private static InstanceState lost(InstanceState state, Instant now) {
        return new InstanceState(
                state.id(),
                state.revision(),
                state.version().next(state.version().epoch()),
                Phase.STOPPED,
                null,
                state.pid(),
                state.createTime(),
                state.readyTime(),
                now,
                "ended while cloudrun-sim was not running",
                null);
    }

    synchronized void publish(InstanceState state, @Nullable String traceparent) {
        log.publisher().state(Topics.CLOUD_RUN_INSTANCE, state, traceparent);
        if (state.phase() == Phase.STOPPED) {
            remember(state);
        }
    }

    private synchronized void remember(InstanceState state) {
        ended.addLast(state);
        if (ended.size() > ENDED_KEPT) {
            var oldest = ended.removeFirst();
            var version = oldest.version().next(oldest.version().epoch());
            log.publisher().removed(Topics.CLOUD_RUN_INSTANCE, oldest.id().value(), version, null);
        }
    }
}
