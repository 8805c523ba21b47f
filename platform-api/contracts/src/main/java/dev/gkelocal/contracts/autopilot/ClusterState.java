package dev.gkelocal.contracts.autopilot;

import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import java.time.Instant;
import java.util.Map;

/**
 * The simulated cluster as a whole: its clock, and what autopilot-sim goes on from after a restart.
 *
 * @param at when this was written, in real time
 * @param simulatedTime of the cluster, which stands still while no simulator runs
 * @param running whether the clock went on after this; false at the end of a simulator and while it is switched off
 * @param usdTotal what it has cost so far
 * @param applied newest generation of each workload that is part of the state, by its name
 * @param state of all its parts, for autopilot-sim alone: gzip of JSON, in base64
 */
public record ClusterState(
        String name,
        Version version,
        Instant at,
        Instant simulatedTime,
        boolean running,
        double usdTotal,
        Map<String, Long> applied,
        String state)
        implements Versioned {
    public ClusterState {
        applied = Map.copyOf(applied);
    }
}
