package dev.gkelocal.bench.autopilot;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import dev.gkelocal.autopilot.core.scheduling.Outcome;
import dev.gkelocal.autopilot.core.scheduling.Provisioner;
import dev.gkelocal.autopilot.core.scheduling.ScaleUp;
import dev.gkelocal.autopilot.core.scheduling.Scheduler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.zip.GZIPInputStream;

/** Prints throughput of placement and provisioning, and the gaps of vector packing. */
public final class SchedulingBench {
    private static final int TIMES = 3;

    private SchedulingBench() {}

    /** @param args the folder with vectors made by others; empty = none */
    public static void main(String[] args) throws IOException {
        print("machine: %d cores, load %s", Runtime.getRuntime().availableProcessors(), load());
        var oracles = args.length > 0 && !args[0].isEmpty() ? Path.of(args[0]) : null;
        provision();
        onePerNode();
        place();
        if (oracles == null) {
            print("no folder with vectors named: recorded mixes and packing instances are left out");
            return;
        }
        recordedMixes(oracles);
        PackingGaps.print(oracles);
    }

    private static void provision() {
        print("Karpenter's mix, one solve; goal >= 10,000 Pods/s; published: 20,000 Pods in 20.19 to 35.7 s");
        var provisioner = new Provisioner(KarpenterMix.catalogue(), Provisioner.Preferences.RESPECT);
        provisioner.solve(KarpenterMix.drawn(2000, 1), new ClusterSnapshot());
        for (var count : new int[] {1000, 2000, 5000, 10_000, 20_000}) {
            var pods = KarpenterMix.drawn(count, count);
            timed(
                    String.format(Locale.ROOT, "  %,6d Pods", count),
                    count,
                    () -> provisioner.solve(pods, new ClusterSnapshot()),
                    plan -> plan.nodes().size());
        }
    }

    private static void recordedMixes(Path oracles) throws IOException {
        print("recorded mixes: price beside the reference scheduler's");
        var provisioner = new Provisioner(KarpenterMix.catalogue(), Provisioner.Preferences.RESPECT);
        for (var row : rows(oracles.resolve("karpenter-benchmark/cases.jsonl.gz"))) {
            if (row.get("kind").text().equals("diverse")) {
                var plan = provisioner.solve(KarpenterMix.recorded(row), new ClusterSnapshot());
                print(
                        "  %-22s nodes %d (expected %s), price %.2f (reference %s)",
                        row.get("id").text(),
                        plan.nodes().size(),
                        row.get("expect").get("nodes").text(),
                        plan.pricePerHour(),
                        row.get("reference").get("pricePerHour").text("none"));
            }
        }
    }

    private static void onePerNode() {
        print("5,000 Pods, one per node; goal < 5 s (GKE's autoscaler accepts 90 s)");
        var web = web().change()
                .antiAffinity(KarpenterMix.required(Node.HOSTNAME, Map.of("app", "web")))
                .build();
        var pods = copies(web, 5000);
        timed(
                "  scale-up estimate",
                5000,
                () -> ScaleUp.estimate(node(0), pods, new ClusterSnapshot(), 5000),
                it -> it.nodes().size());
        timed("  placed on 5,000 nodes", 5000, () -> placed(cluster(5000), pods), it -> it);
    }

    private static void place() {
        print(
                "placement with filters and scores on 1,000 nodes (kube-scheduler's thresholds on 5,000: autopilot sheet 4.4)");
        var spread = new SpreadConstraint(Node.ZONE, 1, true, LabelSelector.of(Map.of("app", "web")));
        var soft = new SpreadConstraint(Node.ZONE, 1, false, LabelSelector.of(Map.of("app", "web")));
        var near = KarpenterMix.required(Node.ZONE, Map.of("app", "web"));
        var wish = new PodAffinity(
                List.of(), List.of(new PodAffinity.Preferred(10, near.required().getFirst())));
        var variants = List.of(
                Map.entry("basic", web()),
                Map.entry("zone spread", web().change().spread(List.of(spread)).build()),
                Map.entry(
                        "soft zone spread", web().change().spread(List.of(soft)).build()),
                Map.entry("zone affinity", web().change().affinity(near).build()),
                Map.entry("preferred affinity", web().change().affinity(wish).build()),
                Map.entry(
                        "system defaults",
                        web().change().owner("ReplicaSet/web").build()),
                Map.entry(
                        "fits nowhere",
                        web().change().nodeSelector(Map.of("no", "where")).build()));
        for (var each : variants) {
            var pods = copies(each.getValue(), 5000);
            timed("  " + each.getKey(), 5000, () -> placed(cluster(1000), pods), it -> it);
        }
    }

    private static int placed(ClusterSnapshot snapshot, List<Pod> pods) {
        return (int) new Scheduler()
                .place(pods, snapshot).stream()
                        .filter(Outcome.Placed.class::isInstance)
                        .count();
    }

    private static ClusterSnapshot cluster(int nodes) {
        var snapshot = new ClusterSnapshot();
        for (int i = 0; i < nodes; i++) {
            snapshot.addNode(node(i));
        }
        return snapshot;
    }

    private static Node node(int number) {
        var labels = Map.of(Node.HOSTNAME, "node-" + number, Node.ZONE, "zone-" + number % 3);
        return new Node("node-" + number, labels, List.of(), Resources.of(4000, 16L << 30), 110, false);
    }

    private static Pod web() {
        return Pod.of("default", "web", Resources.of(500, 1L << 30))
                .change()
                .labels(Map.of("app", "web"))
                .build();
    }

    private static List<Pod> copies(Pod pod, int count) {
        var all = new ArrayList<Pod>();
        for (int i = 0; i < count; i++) {
            all.add(pod.change().uid("uid-" + i).build());
        }
        return all;
    }

    /** Wall time depends on who else uses the machine, CPU time does not: rates are per CPU second. */
    private static <T> void timed(String what, int pods, Supplier<T> work, ToIntFunction<T> result) {
        var clock = ManagementFactory.getThreadMXBean();
        var wall = Double.MAX_VALUE;
        var cpu = Double.MAX_VALUE;
        var outcome = 0;
        for (int i = 0; i < TIMES; i++) {
            var started = System.nanoTime();
            var startedCpu = clock.getCurrentThreadCpuTime();
            outcome = result.applyAsInt(work.get());
            wall = Math.min(wall, (System.nanoTime() - started) / 1e9);
            cpu = Math.min(cpu, (clock.getCurrentThreadCpuTime() - startedCpu) / 1e9);
        }
        print(
                "%-26s wall %7.3f s  CPU %7.3f s  %,9.0f Pods per CPU second  result %,d",
                what, wall, cpu, pods / cpu, outcome);
    }

    static List<Value> rows(Path file) throws IOException {
        try (var packed = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(packed.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Json::read)
                    .toList();
        }
    }

    static void print(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException notLinux) {
            return "unknown";
        }
    }
}
