package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.TestYaml;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A cluster under test with its events so far. */
final class Sim {
    static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    final SimulatedCluster cluster;
    final List<ClusterEvent> events = new ArrayList<>();

    Sim() {
        this(SimulatedCluster.create(ClusterFacts.autopilot(START, 7)));
    }

    Sim(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    Answer apply(String yaml) {
        return cluster.apply(TestYaml.value(yaml));
    }

    Sim run(Duration time) {
        events.addAll(cluster.advance(cluster.now().plus(time)));
        return this;
    }

    List<PodState> pods(PodState.Stage stage) {
        return cluster.pods().stream().filter(it -> it.stage() == stage).toList();
    }

    List<String> running() {
        return pods(PodState.Stage.RUNNING).stream()
                .map(PodState::name)
                .sorted()
                .toList();
    }

    List<String> reasons(String kind) {
        return events.stream()
                .filter(it -> it.object().kind().equals(kind))
                .map(ClusterEvent::reason)
                .toList();
    }

    List<ClusterEvent> with(String reason) {
        return events.stream().filter(it -> it.reason().equals(reason)).toList();
    }

    static String deployment(String name, int replicas, String cpu) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: shop}
                spec:
                  replicas: %d
                  template:
                    metadata: {labels: {app: %s}}
                    spec:
                      containers:
                      - {name: main, image: "shop/%s:1", resources: {requests: {cpu: %s, memory: 1Gi}}}
                """.formatted(name, replicas, name, name, cpu);
    }

    static String job(String name, String more) {
        return """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: %s}
                spec:
                  %s
                  template:
                    spec:
                      restartPolicy: Never
                      containers:
                      - {name: main, image: "batch:1", resources: {requests: {cpu: 500m, memory: 1Gi}}}
                """.formatted(name, more);
    }
}
