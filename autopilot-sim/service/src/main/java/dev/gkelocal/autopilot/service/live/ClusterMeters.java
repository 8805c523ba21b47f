package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.autopilot.core.cluster.ClusterEvent;
import dev.gkelocal.autopilot.core.cluster.NodeState;
import dev.gkelocal.autopilot.core.cluster.PodState;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import dev.gkelocal.observability.Metric;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.meters.CatalogueMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The cluster in the series of the catalogue (observability sheet 9.3). Written on the cluster's thread alone. */
public final class ClusterMeters {
    private static final double MILLI = 1000;
    private static final double GIB = 1L << 30;
    private static final String AUTOSCALER = "cluster-autoscaler";

    private final MeterRegistry registry;
    /** By metric and label values. */
    private final Map<List<String>, Double> values = new ConcurrentHashMap<>();

    private final Set<String> provisioned = new HashSet<>();
    private @Nullable Instant billedUntil;

    public ClusterMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var phase : List.of("Pending", "Running", "Succeeded", "Failed")) {
            set(MetricCatalogue.AUTOPILOT_PODS, 0, phase);
        }
        set(MetricCatalogue.AUTOPILOT_UNSCHEDULABLE, 0);
        set(MetricCatalogue.AUTOPILOT_NODES, 0, "ready", "");
        CatalogueMeters.timer(registry, MetricCatalogue.AUTOPILOT_SCHEDULING);
        CatalogueMeters.timer(registry, MetricCatalogue.AUTOPILOT_PROVISION);
    }

    void measure(SimulatedCluster cluster) {
        pods(cluster);
        var offered = nodes(cluster);
        var requested = cluster.requested();
        set(MetricCatalogue.AUTOPILOT_ALLOCATABLE, offered[0], "cpu");
        set(MetricCatalogue.AUTOPILOT_ALLOCATABLE, offered[1], "memory");
        set(MetricCatalogue.AUTOPILOT_REQUESTED, requested.milliCpu() / MILLI, "cpu");
        set(MetricCatalogue.AUTOPILOT_REQUESTED, requested.memoryBytes(), "memory");
        bill(cluster.now(), requested.milliCpu() / MILLI, requested.memoryBytes() / GIB);
        for (var placed : cluster.takePlacements()) {
            CatalogueMeters.timer(registry, MetricCatalogue.AUTOPILOT_SCHEDULING)
                    .record(Duration.between(placed.created(), placed.bound()));
        }
    }

    private void pods(SimulatedCluster cluster) {
        var phases = new HashMap<String, Integer>();
        int unscheduled = 0;
        for (var pod : cluster.pods()) {
            phases.merge(pod.stage().phase(), 1, Integer::sum);
            unscheduled += pod.isUnscheduled() ? 1 : 0;
        }
        for (var stage : PodState.Stage.values()) {
            set(MetricCatalogue.AUTOPILOT_PODS, phases.getOrDefault(stage.phase(), 0), stage.phase());
        }
        set(MetricCatalogue.AUTOPILOT_UNSCHEDULABLE, unscheduled);
    }

    /** @return vCPUs and bytes that Pods can have */
    private double[] nodes(SimulatedCluster cluster) {
        var counts = new HashMap<List<String>, Integer>();
        var offered = new double[2];
        for (var node : cluster.nodes()) {
            counts.merge(List.of(lower(node.stage()), node.machine().computeClass()), 1, Integer::sum);
            if (node.isReady()) {
                offered[0] += node.powered().milliCpu() / MILLI;
                offered[1] += node.powered().memoryBytes();
                if (provisioned.add(node.name())) {
                    CatalogueMeters.timer(registry, MetricCatalogue.AUTOPILOT_PROVISION)
                            .record(Duration.between(node.created(), node.ready()));
                }
            }
        }
        values.replaceAll((key, value) -> key.getFirst().equals(MetricCatalogue.AUTOPILOT_NODES.name()) ? 0 : value);
        counts.forEach((key, count) -> set(MetricCatalogue.AUTOPILOT_NODES, count, key.get(0), key.get(1)));
        provisioned.retainAll(cluster.nodes().stream().map(NodeState::name).toList());
        return offered;
    }

    private void bill(Instant now, double vcpus, double gib) {
        if (billedUntil != null && now.isAfter(billedUntil)) {
            var seconds = Duration.between(billedUntil, now).toMillis() / MILLI;
            CatalogueMeters.counter(registry, MetricCatalogue.AUTOPILOT_BILLABLE, "cpu")
                    .increment(seconds * vcpus);
            CatalogueMeters.counter(registry, MetricCatalogue.AUTOPILOT_BILLABLE, "memory")
                    .increment(seconds * gib);
        }
        billedUntil = now;
    }

    void happened(ClusterEvent event) {
        if (event.source().equals(AUTOSCALER) && event.reason().startsWith("ScaleDown")) {
            CatalogueMeters.counter(
                            registry,
                            MetricCatalogue.AUTOPILOT_CONSOLIDATION,
                            event.object().kind().equals("Node") ? "remove_node" : "evict_pod",
                            event.reason())
                    .increment();
        }
    }

    private static String lower(NodeState.Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    private void set(Metric metric, double value, String... labels) {
        var key = new java.util.ArrayList<>(List.of(metric.name()));
        key.addAll(List.of(labels));
        if (values.put(List.copyOf(key), value) == null) {
            var held = List.copyOf(key);
            CatalogueMeters.gauge(registry, metric, () -> values.getOrDefault(held, 0.0), labels);
        }
    }
}
