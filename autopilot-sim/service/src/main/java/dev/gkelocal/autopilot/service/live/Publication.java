package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import dev.gkelocal.contracts.autopilot.NodeState;
import dev.gkelocal.contracts.autopilot.PodState;
import dev.gkelocal.eventlog.EventLog;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Keeps Pods and nodes on the event log as they are in the cluster: after each step, what changed. On the cluster's thread alone. */
final class Publication {
    private static final long EPOCH = 1;

    private final EventLog log;
    private final InstantSource clock;
    private final Map<String, PodState> pods;
    private final Map<String, NodeState> nodes;
    private final StateRecords records = new StateRecords();

    /** Goes on from what is on the log. */
    Publication(EventLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.pods = new HashMap<>(log.table(Topics.AUTOPILOT_POD).all());
        this.nodes = new HashMap<>(log.table(Topics.AUTOPILOT_NODE).all());
    }

    /** @return whether anything changed */
    boolean publish(SimulatedCluster cluster) {
        var seenPods = new HashMap<String, Function<Version, PodState>>();
        records.pods(cluster).forEach((uid, of) -> seenPods.put(uid, of));
        var seenNodes = records.nodes(cluster);
        var podsChanged = follow(Topics.AUTOPILOT_POD, pods, seenPods, PodState::equals);
        return follow(Topics.AUTOPILOT_NODE, nodes, seenNodes, NodeState::equals) || podsChanged;
    }

    /** The version of a state that follows one of a certain generation: states carry the time of the change. */
    Version after(long generation) {
        return new Version(EPOCH, Math.max(generation + 1, clock.millis()));
    }

    private <T extends Record & Versioned> boolean follow(
            Topic<T> topic, Map<String, T> held, Map<String, Function<Version, T>> seen, BiPredicate<T, T> same) {
        var changed = false;
        for (var entry : seen.entrySet()) {
            var before = held.get(entry.getKey());
            if (before != null && same.test(before, entry.getValue().apply(before.version()))) {
                continue;
            }
            var next = entry.getValue()
                    .apply(after(before == null ? 0 : before.version().generation()));
            held.put(entry.getKey(), next);
            log.publisher().state(topic, next, null);
            changed = true;
        }
        for (var last : List.copyOf(held.entrySet())) {
            if (!seen.containsKey(last.getKey())) {
                held.remove(last.getKey());
                var removal = after(last.getValue().version().generation());
                log.publisher().removed(topic, last.getKey(), removal, null);
                changed = true;
            }
        }
        return changed;
    }
}
