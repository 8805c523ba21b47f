package dev.gkelocal.bench.autopilot;

import dev.gkelocal.autopilot.core.admission.Admission;
import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Manifests;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.podsecurity.Level;
import dev.gkelocal.autopilot.core.podsecurity.PodSecurity;
import dev.gkelocal.autopilot.core.podsecurity.Version;
import dev.gkelocal.autopilot.core.warden.Requester;
import dev.gkelocal.autopilot.core.warden.Warden;
import dev.gkelocal.autopilot.core.warden.WardenSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.HdrHistogram.Histogram;

/** Prints how long the admission of one object takes, in core and through HTTP, and how many Pods the security standards judge. */
public final class AdmissionBench {
    private static final int WARM_UP = 30_000;
    private static final int CALLS = 100_000;
    private static final double MICRO = 1_000.0;
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart, namespace: shop, labels: {app: cart}}
            spec:
              replicas: 3
              selector: {matchLabels: {app: cart}}
              template:
                metadata: {labels: {app: cart}}
                spec:
                  initContainers:
                  - {name: wait, image: wait}
                  containers:
                  - name: cart
                    image: cart:1
                    ports: [{containerPort: 8080}]
                    env: [{name: A, value: b}, {name: C, value: d}]
                    resources: {requests: {cpu: 100m}}
                  - {name: proxy, image: proxy, resources: {limits: {cpu: "1", memory: 1Gi}}}
                  - {name: log, image: log}
            """;

    private AdmissionBench() {}

    /** @param args the folder with vectors made by others, and the address of a running autopilot-sim; either may be empty */
    public static void main(String[] args) throws IOException {
        core();
        if (args.length > 0 && !args[0].isEmpty()) {
            podSecurity(Path.of(args[0]));
        }
        if (args.length > 1 && !args[1].isEmpty()) {
            AdmissionCalls.print(URI.create(args[1]), deployment());
        }
    }

    private static void core() {
        var object = deployment();
        var cluster = ClusterRules.of(true);
        var settings = WardenSettings.of(cluster.traits());
        timed("mutation of a Deployment with three containers, core; goal p99 <= 100 µs", WARM_UP, CALLS, () -> {
            Admission.mutate(object, cluster);
        });
        timed("mutation and Warden, core", WARM_UP, CALLS, () -> {
            var mutated = Admission.mutate(object, cluster).object();
            Warden.judge(mutated, Requester.SOMEBODY, settings);
        });
    }

    private static Value deployment() {
        return switch (Manifests.read("bench", DEPLOYMENT).getFirst()) {
            case Document.Parsed(var root) -> root;
            case Document.Unreadable broken -> throw new IllegalStateException(broken.toString());
        };
    }

    private static void podSecurity(Path oracles) throws IOException {
        var pods = new ArrayList<Value>();
        for (var file : List.of("baseline", "restricted")) {
            var path = oracles.resolve("psa").resolve(file + ".jsonl.gz");
            try (var lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
                lines.lines().map(Json::read).forEach(pods::add);
            }
        }
        for (var round = 0; round < 5; round++) {
            judge(pods);
        }
        var begun = System.nanoTime();
        judge(pods);
        System.out.printf(
                Locale.ROOT, "Pod Security: %,.0f fixtures/s%n", pods.size() / ((System.nanoTime() - begun) / 1e9));
    }

    private static void judge(List<Value> pods) {
        for (var row : pods) {
            var pod = row.get("pod");
            PodSecurity.evaluate(
                    Level.parse(row.get("level").text()).orElseThrow(),
                    Version.parse(row.get("version").text()).orElseThrow(),
                    pod.get("metadata"),
                    pod.get("spec"));
        }
    }

    private static void timed(String title, int warmUp, int calls, Runnable call) {
        for (var i = 0; i < warmUp; i++) {
            call.run();
        }
        var times = new Histogram(3);
        for (var i = 0; i < calls; i++) {
            var begun = System.nanoTime();
            call.run();
            times.recordValue(System.nanoTime() - begun);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.1f µs, p99 %.1f µs%n",
                title,
                times.getValueAtPercentile(50) / MICRO,
                times.getValueAtPercentile(99) / MICRO);
    }
}
