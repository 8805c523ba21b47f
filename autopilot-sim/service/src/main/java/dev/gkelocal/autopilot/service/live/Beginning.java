package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.autopilot.core.cluster.ClusterFacts;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import dev.gkelocal.contracts.autopilot.ClusterState;
import dev.gkelocal.contracts.autopilot.ObjectName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster to go on with: that of the last record, or a new one.
 *
 * @param applied generations of the objects that it has taken in
 */
record Beginning(SimulatedCluster cluster, Map<ObjectName, Long> applied) {
    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

    Beginning {
        applied = Map.copyOf(applied);
    }

    /** @param facts of a cluster that starts then */
    static Beginning fresh(Function<Instant, ClusterFacts> facts, Instant start) {
        return new Beginning(SimulatedCluster.create(facts.apply(start.truncatedTo(ChronoUnit.SECONDS))), Map.of());
    }

    /** A record of other settings, or one that cannot be read, leaves the simulated time at which it stopped. */
    static Beginning of(ClusterState held, Function<Instant, ClusterFacts> facts) {
        try {
            var state = Snapshots.read(held.state());
            if (facts.apply(state.facts().start()).equals(state.facts())) {
                var applied = new HashMap<ObjectName, Long>();
                held.applied().forEach((name, version) -> applied.put(ObjectName.parse(name), version));
                LOG.info(
                        "cluster resumed pods={} nodes={} simulatedTime={}",
                        state.pods().size(),
                        state.nodes().size(),
                        state.now());
                return new Beginning(SimulatedCluster.resume(state), applied);
            }
            LOG.info("cluster made anew, for its settings have changed");
        } catch (RuntimeException unreadable) {
            LOG.warn(
                    "cluster made anew from what was applied, for its state cannot be read cause={}",
                    unreadable.toString());
        }
        return fresh(facts, held.simulatedTime());
    }
}
