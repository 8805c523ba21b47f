package dev.gkelocal.autopilot.service.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.cluster.ClusterFacts;
import dev.gkelocal.autopilot.core.cluster.PodState;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.core.warden.Requester;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.eventlog.EventLog;
import dev.gkelocal.eventlog.EventLogSettings;
import dev.gkelocal.testkit.broker.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program that ends and the next one, on one event log. */
class RestartTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final double QUICK = 600;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    /** One run of the program, as far as the cluster goes. */
    private final class Run implements AutoCloseable {
        final LiveCluster cluster;
        final EventLog log;
        final Workloads workloads;

        Run(double scale) {
            var gatekeeper = new Gatekeeper(ClusterRules.of(true, ClusterVersion.LATEST));
            var settings =
                    new LiveSettings(true, scale, Duration.ofMillis(20), start -> ClusterFacts.autopilot(start, 7));
            cluster = LiveCluster.of(
                    settings,
                    gatekeeper,
                    new ClusterMeters(new SimpleMeterRegistry()),
                    InstantSource.system(),
                    System::nanoTime);
            var log = EventLog.of(new EventLogSettings(
                    broker.bootstrap(), "autopilot", 1, Duration.ofSeconds(10), Duration.ofDays(1), 64 << 20));
            this.log = cluster.subscribe(log).open();
            this.log.caughtUp().thenCompose(_ -> cluster.begin(this.log)).join();
            workloads = new Workloads(this.log, cluster, gatekeeper);
        }

        List<String> pods() {
            return cluster.ask(it -> it.pods().stream()
                            .map(pod -> pod.uid() + " " + pod.node())
                            .sorted()
                            .toList())
                    .join();
        }

        Instant now() {
            return cluster.ask(it -> it.now()).join();
        }

        long running() {
            return cluster.ask(it -> it.pods().stream()
                            .filter(pod -> pod.stage() == PodState.Stage.RUNNING)
                            .count())
                    .join();
        }

        /** As SIGKILL does, as far as the log can see. */
        void vanish() {
            log.close();
        }

        @Override
        public void close() {
            cluster.close();
            log.close();
        }
    }

    @Test
    void cluster_afterAStop_goesOnWhereItWas() {
        // Given
        var before = new Run(QUICK);
        before.workloads.apply(deployment("web", 2), Requester.SOMEBODY, null);
        await().atMost(SOON).until(() -> before.running() == 2);
        before.close();

        // When
        try (var after = new Run(0.001)) {
            // Then
            assertThat(after.running()).isEqualTo(2);
            var records = new TreeMap<>(after.log.table(Topics.AUTOPILOT_POD).all());
            assertThat(records).hasSize(2);
            assertThat(after.pods()).allMatch(it -> records.containsKey(it.split(" ")[0]));
        }
    }

    @Test
    void cluster_afterAKill_losesNothing_andKeepsTheUidsOfItsPods() {
        // Given what was applied, and a kill at once
        var before = new Run(QUICK);
        before.workloads.apply(deployment("first", 2), Requester.SOMEBODY, null);
        await().atMost(SOON).until(() -> before.running() == 2);
        before.workloads.apply(deployment("second", 1), Requester.SOMEBODY, null);
        before.workloads.delete(Names.of("Deployment", "default", "first"), Requester.SOMEBODY, null);
        var there = before.pods();
        var then = before.now();
        before.vanish();

        // When
        try (var after = new Run(QUICK)) {
            // Then
            assertThat(after.cluster
                            .ask(it -> it.objects().stream()
                                    .filter(object -> object.key().kind().equals("Deployment"))
                                    .map(object -> object.key().name())
                                    .toList())
                            .join())
                    .containsExactly("second");
            await().atMost(SOON)
                    .until(() -> after.running() == 1 && after.pods().size() == 1);
            assertThat(there)
                    .anyMatch(it -> it.startsWith(after.pods().getFirst().split(" ")[0]));
            assertThat(after.now()).isAfterOrEqualTo(then);
        }
    }

    private static String deployment(String name, int replicas) {
        return """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},"spec":{"replicas":%2$d,
                "selector":{"matchLabels":{"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},
                "spec":{"containers":[{"name":"main","image":"nginx"}]}}}}""".formatted(name, replicas);
    }
}
