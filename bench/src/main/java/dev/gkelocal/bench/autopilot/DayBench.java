package dev.gkelocal.bench.autopilot;

import dev.gkelocal.autopilot.core.cluster.ClusterFacts;
import dev.gkelocal.autopilot.core.cluster.ObjectKey;
import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Manifests;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.whatif.Run;
import dev.gkelocal.autopilot.core.whatif.Scenario;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints how long a simulated day of a cluster of 2,000 Pods takes, a tenth of which come or go each hour. */
public final class DayBench {
    private static final Duration DAY = Duration.ofHours(24);
    private static final int DEPLOYMENTS = 20;
    private static final int PODS = 100;

    /** In one process; the first run is what a command sees. */
    private static final int TIMES = 3;

    private DayBench() {}

    public static void main(String[] ignored) {
        System.out.printf(
                Locale.ROOT,
                "a day of %d Deployments of %d Pods; each hour two of them are replaced, or scaled to half and back;"
                        + " goal <= 10 s%n",
                DEPLOYMENTS,
                PODS);
        var scenario = new Scenario(
                "a day of churn",
                ClusterFacts.autopilot(Instant.parse("2026-01-05T00:00:00Z"), 7),
                DAY,
                Duration.ofMinutes(5),
                workloads(),
                List.of(),
                steps(),
                List.of());
        for (int i = 1; i <= TIMES; i++) {
            var start = System.nanoTime();
            var report = Run.of(scenario);
            var seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "  run %d: %.2f s; %,d Pods placed, longest wait %s, %d still waiting, %d nodes at most, %,d events; load %.1f%n",
                    i,
                    seconds,
                    report.pending().pods(),
                    report.pending().longest(),
                    report.pending().stillPending(),
                    report.totals().mostNodes(),
                    report.events().size(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    /** In every even hour two Deployments are applied again with another image: their Pods are replaced. */
    private static List<Scenario.Workload> workloads() {
        var all = new ArrayList<Scenario.Workload>();
        for (int number = 0; number < DEPLOYMENTS; number++) {
            all.add(new Scenario.Workload(deployment(number, 1), Duration.ZERO, DAY));
        }
        for (int hour = 2; hour < 24; hour += 2) {
            for (int number : chosen(hour)) {
                all.add(new Scenario.Workload(deployment(number, hour), Duration.ofHours(hour), DAY));
            }
        }
        return all;
    }

    /** In every odd hour two are scaled to half, and back half an hour later. */
    private static List<Scenario.Step> steps() {
        var steps = new ArrayList<Scenario.Step>();
        for (int hour = 1; hour < 24; hour += 2) {
            for (int number : chosen(hour)) {
                var key = ObjectKey.of("Deployment", "default", "d" + number);
                steps.add(new Scenario.Step(Duration.ofHours(hour), key, PODS / 2));
                steps.add(new Scenario.Step(Duration.ofHours(hour).plusMinutes(30), key, PODS));
            }
        }
        return steps;
    }

    private static int[] chosen(int hour) {
        return new int[] {2 * hour % DEPLOYMENTS, (2 * hour + 1) % DEPLOYMENTS};
    }

    private static Value deployment(int number, int version) {
        var text = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: d%1$d, namespace: default}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: d%1$d}}
                  template:
                    metadata: {labels: {app: d%1$d}}
                    spec:
                      containers:
                      - name: main
                        image: "bench/d%1$d:%3$d"
                        resources: {requests: {cpu: %4$dm, memory: %5$dMi}}
                """.formatted(number, PODS, version, 250 + 50 * (number % 8), 512 + 256 * (number % 5));
        return Manifests.read("d" + number, text).stream()
                .filter(Document.Parsed.class::isInstance)
                .map(it -> ((Document.Parsed) it).root())
                .findFirst()
                .orElseThrow();
    }
}
