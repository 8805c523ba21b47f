package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.Behaviour;
import dev.gkelocal.autopilot.core.cluster.ClusterFacts;
import dev.gkelocal.autopilot.core.cluster.Fault;
import dev.gkelocal.autopilot.core.cluster.ObjectKey;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;
import java.util.List;

/**
 * A course of events for a cluster.
 *
 * @param horizon how long it is watched
 * @param sample between two points of the timeline
 * @param workloads objects that are there for some of the time
 * @param steps of replica curves, earliest first
 */
public record Scenario(
        String name,
        ClusterFacts cluster,
        Duration horizon,
        Duration sample,
        List<Workload> workloads,
        List<Conduct> conduct,
        List<Step> steps,
        List<Incident> incidents) {
    public Scenario {
        workloads = List.copyOf(workloads);
        conduct = List.copyOf(conduct);
        steps = List.copyOf(steps);
        incidents = List.copyOf(incidents);
        if (!sample.isPositive() || !horizon.isPositive()) {
            throw new IllegalArgumentException("horizon and sample are longer than nothing");
        }
    }

    /**
     * @param at when it is applied
     * @param until when it is deleted; the horizon or later = never
     */
    public record Workload(Value manifest, Duration at, Duration until) {}

    public record Conduct(ObjectKey workload, Behaviour behaviour) {}

    public record Step(Duration at, ObjectKey workload, int replicas) {}

    public record Incident(Duration at, Fault fault) {}
}
