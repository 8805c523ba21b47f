package dev.gkelocal.platform.views;

import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.autopilot.ClusterState;
import dev.gkelocal.contracts.autopilot.NodeState;
import dev.gkelocal.contracts.autopilot.PodState;
import dev.gkelocal.platform.feed.EventSink;
import dev.gkelocal.platform.feed.FeedEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The simulated cluster as its events last told it; the log passes on newer states only. Guarded by this. */
public final class AutopilotView implements EventSink {
    private final Map<String, PodState> pods = new HashMap<>();
    private final Map<String, NodeState> nodes = new HashMap<>();
    private @Nullable Clock clock;

    /**
     * The cluster's clock when it was last written down.
     *
     * @param usdTotal what the cluster has cost until then
     */
    public record Clock(Instant simulatedTime, double usdTotal) {}

    @Override
    public synchronized void accept(FeedEvent event) {
        event.dataOf(Topics.AUTOPILOT_POD).ifPresent(it -> pods.put(event.key(), it));
        event.dataOf(Topics.AUTOPILOT_NODE).ifPresent(it -> nodes.put(event.key(), it));
        if (event.isRemovalFrom(Topics.AUTOPILOT_POD)) {
            pods.remove(event.key());
        } else if (event.isRemovalFrom(Topics.AUTOPILOT_NODE)) {
            nodes.remove(event.key());
        }
    }

    /** Of the cluster's own record only the figures are kept: its state is for the simulator alone, and large. */
    public synchronized void accept(ClusterState state) {
        clock = new Clock(state.simulatedTime(), state.usdTotal());
    }

    public synchronized Optional<Clock> clock() {
        return Optional.ofNullable(clock);
    }

    /** By namespace and name. */
    public synchronized List<PodState> pods() {
        return pods.values().stream()
                .sorted(Comparator.comparing(PodState::namespace)
                        .thenComparing(PodState::name)
                        .thenComparing(PodState::uid))
                .toList();
    }

    /** Oldest first. */
    public synchronized List<NodeState> nodes() {
        return nodes.values().stream()
                .sorted(Comparator.comparing(NodeState::createTime).thenComparing(NodeState::name))
                .toList();
    }

    public synchronized Map<PodState.Phase, Integer> phases() {
        var counts = new EnumMap<PodState.Phase, Integer>(PodState.Phase.class);
        pods.values().forEach(it -> counts.merge(it.phase(), 1, Integer::sum));
        return counts;
    }
}
