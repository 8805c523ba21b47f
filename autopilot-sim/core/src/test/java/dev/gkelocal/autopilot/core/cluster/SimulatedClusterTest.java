package dev.gkelocal.autopilot.core.cluster;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatedClusterTest {
    @Test
    void deployment_onAnEmptyCluster_pendsUntilANodeIsReadyThenRuns() {
        // Given
        var sim = new Sim();
        // When
        sim.apply(Sim.deployment("web", 3, "500m"));
        sim.run(ofSeconds(9));
        // Then
        assertThat(sim.pods(PodState.Stage.PENDING)).hasSize(3);
        assertThat(sim.cluster.nodes()).isEmpty();
        assertThat(sim.with("FailedScheduling")).hasSize(3);
        // When
        sim.run(ofSeconds(2));
        // Then
        assertThat(sim.cluster.nodes()).hasSize(1);
        assertThat(sim.with("TriggeredScaleUp")).hasSize(3);
        // When
        sim.run(ofMinutes(4));
        // Then
        assertThat(sim.running()).hasSize(3);
        assertThat(sim.reasons("Pod")).contains("Scheduled", "Pulling", "Created", "Started");
        var node = sim.cluster.nodes().iterator().next();
        assertThat(Duration.between(node.created(), node.ready())).isBetween(ofSeconds(60), ofSeconds(180));
    }

    @Test
    void deployment_deleted_stopsItsPods() {
        var sim = new Sim();
        sim.apply(Sim.deployment("web", 3, "500m"));
        sim.run(ofMinutes(5));
        sim.cluster.delete("Deployment", "shop", "web");
        assertThat(sim.pods(PodState.Stage.TERMINATING)).hasSize(3);
        sim.run(ofMinutes(1));
        assertThat(sim.cluster.pods()).isEmpty();
        assertThat(sim.cluster.objects()).isEmpty();
        assertThat(sim.with("Killing")).hasSize(3);
    }

    @Test
    void deployment_withANewTemplate_rollsWithoutLosingAvailability() {
        var sim = new Sim();
        sim.apply(Sim.deployment("web", 4, "500m"));
        sim.run(ofMinutes(5));
        sim.apply(Sim.deployment("web", 4, "600m"));
        for (int i = 0; i < 300; i++) {
            sim.run(ofSeconds(1));
            var ready = sim.cluster.pods().stream()
                    .filter(it -> it.isReady(sim.cluster.now()))
                    .count();
            assertThat(ready).isBetween(3L, 5L);
        }
        assertThat(sim.running()).hasSize(4);
        assertThat(sim.cluster.objects().stream().filter(it -> it.key().kind().equals("ReplicaSet")))
                .hasSize(2);
    }

    @Test
    void statefulSet_starts_oneAfterTheOther() {
        var sim = new Sim();
        sim.apply("""
                kind: StatefulSet
                metadata: {name: db}
                spec:
                  replicas: 3
                  template:
                    spec: {containers: [{name: main, image: db, resources: {requests: {cpu: 250m, memory: 1Gi}}}]}
                """);
        assertThat(sim.cluster.pods()).extracting(PodState::name).containsExactly("db-0");
        sim.run(ofMinutes(5));
        assertThat(sim.running()).containsExactly("db-0", "db-1", "db-2");
        var started = sim.pods(PodState.Stage.RUNNING).stream()
                .map(it -> it.times().started())
                .toList();
        assertThat(started).doesNotHaveDuplicates().isSorted();
        sim.cluster.scale("StatefulSet", "default", "db", 1);
        sim.run(ofMinutes(1));
        assertThat(sim.running()).containsExactly("db-0");
    }

    @Test
    void job_withCompletions_runsThemInParallelAndCompletes() {
        var sim = new Sim();
        sim.apply(Sim.job(
                "crunch",
                "{completions: 4, parallelism: 2}".replaceAll("[{}]", "").replace(", ", "\n  ")));
        sim.run(ofMinutes(10));
        assertThat(sim.pods(PodState.Stage.SUCCEEDED)).hasSize(4);
        assertThat(sim.with("Completed")).hasSize(1);
    }

    @Test
    void job_whosePodsFail_backsOffAndGivesUpAtTheLimit() {
        var sim = new Sim();
        sim.cluster.behave(
                ObjectKey.of("Job", "", "bad"),
                new Behaviour(ofSeconds(5), 99, Duration.ZERO, 10, java.util.List.of()));
        sim.apply(Sim.job("bad", "backoffLimit: 2"));
        sim.run(ofMinutes(30));
        assertThat(sim.pods(PodState.Stage.FAILED)).hasSize(3);
        assertThat(sim.with("BackoffLimitExceeded")).hasSize(1);
    }

    @Test
    void cronJob_everyFiveMinutes_startsAJobEachTime() {
        var sim = new Sim();
        sim.apply("""
                kind: CronJob
                metadata: {name: tick}
                spec:
                  schedule: "*/5 * * * *"
                  jobTemplate:
                    spec:
                      template:
                        spec:
                          restartPolicy: Never
                          containers: [{name: main, image: tick, resources: {requests: {cpu: 250m, memory: 512Mi}}}]
                """);
        sim.run(ofMinutes(33));
        assertThat(sim.reasons("CronJob")).hasSize(6).containsOnly("SuccessfulCreate");
        assertThat(sim.cluster.objects().stream().filter(it -> it.key().kind().equals("Job")))
                .hasSize(3);
    }

    @Test
    void daemonSet_putsOnePodOnEveryNode() {
        var sim = new Sim();
        sim.apply("""
                kind: DaemonSet
                metadata: {name: agent}
                spec:
                  template:
                    spec: {containers: [{name: main, image: agent, resources: {requests: {cpu: 50m, memory: 100Mi}}}]}
                """);
        sim.apply(Sim.deployment("web", 60, "1"));
        sim.run(ofMinutes(6));
        int nodes = sim.cluster.nodes().size();
        assertThat(nodes).isGreaterThan(1);
        assertThat(sim.cluster.pods())
                .filteredOn(it -> it.name().startsWith("agent"))
                .hasSize(nodes)
                .allMatch(it -> it.isReady(sim.cluster.now()));
        assertThat(sim.cluster.pods())
                .filteredOn(it -> it.name().startsWith("agent"))
                .extracting(PodState::node)
                .doesNotHaveDuplicates();
    }

    @Test
    void scaler_withAGrowingLoad_addsReplicasAtOnceAndTakesThemBackAfterTheWindow() {
        var sim = new Sim();
        sim.cluster.behave(
                ObjectKey.of("Deployment", "shop", "web"),
                new Behaviour(
                        Duration.ZERO,
                        0,
                        Duration.ZERO,
                        50,
                        java.util.List.of(
                                new Behaviour.LoadPoint(ofMinutes(10), 500),
                                new Behaviour.LoadPoint(ofMinutes(10).plusSeconds(1), 2000),
                                new Behaviour.LoadPoint(ofMinutes(30), 2000),
                                new Behaviour.LoadPoint(ofMinutes(30).plusSeconds(1), 400))));
        sim.apply(Sim.deployment("web", 2, "500m"));
        sim.apply("""
                kind: HorizontalPodAutoscaler
                metadata: {name: web, namespace: shop}
                spec:
                  minReplicas: 1
                  maxReplicas: 10
                  scaleTargetRef: {kind: Deployment, name: web}
                  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]
                """);
        sim.run(ofMinutes(9));
        assertThat(sim.running()).hasSize(2);
        sim.run(ofMinutes(20));
        assertThat(sim.running()).hasSize(8);
        sim.run(ofMinutes(5));
        assertThat(sim.running()).as("inside the window").hasSize(8);
        sim.run(ofMinutes(2));
        assertThat(sim.running()).hasSize(2);
    }

    @Test
    void pod_ofHigherPriority_preemptsOneOfLower() {
        var sim = new Sim();
        sim.apply("{kind: PriorityClass, metadata: {name: high}, value: 1000}");
        sim.apply(Sim.deployment("low", 3, "1200m"));
        sim.run(ofMinutes(5));
        sim.apply("""
                kind: Pod
                metadata: {name: urgent}
                spec: {priorityClassName: high, containers: [{name: main, image: u, resources: {requests: {cpu: "1", memory: 1Gi}}}]}
                """);
        assertThat(sim.pods(PodState.Stage.TERMINATING)).hasSize(1);
        sim.run(ofMinutes(5));
        assertThat(sim.with("Preempted")).hasSize(1);
        assertThat(sim.running()).contains("urgent").hasSize(4);
    }

    @Test
    void explain_ofAPod_showsFiltersWhileItWaitsAndTheChoiceOfItsNodeAfterwards() {
        var sim = new Sim();
        sim.apply(Sim.deployment("web", 1, "500m"));
        sim.run(ofMinutes(5));
        var placed = sim.cluster.explain("shop", sim.running().getFirst()).orElseThrow();
        assertThat(placed.scaleUps()).hasSize(1);
        assertThat(placed.scaleUps().getFirst().choice().ranked()).isNotEmpty();
        sim.apply(Sim.deployment("huge", 1, "\"29\""));
        var waiting = sim.pods(PodState.Stage.PENDING).getFirst();
        assertThat(sim.cluster.explain("shop", waiting.name()).orElseThrow().filters())
                .hasSize(1);
    }

    @Test
    void computeClass_thatCannotWork_saysSoWhenItIsAppliedAndInItsConditions() {
        var sim = new Sim();
        var answer = sim.apply("""
                apiVersion: cloud.google.com/v1
                kind: ComputeClass
                metadata: {name: fast}
                spec:
                  nodePoolAutoCreation: {enabled: true}
                  priorities: [{machineFamily: n2, location: {zones: [europe-west1-b]}}]
                """);
        assertThat(((Answer.Accepted) answer).warnings())
                .singleElement()
                .asString()
                .startsWith("compute class fast is CrdMisconfigured=True (LocationNotEnabledForAutoprovisioning)");
        assertThat(sim.cluster.classConditions().get("fast"))
                .extracting(it -> it.type() + "=" + it.status())
                .containsExactly("CrdMisconfigured=true", "Health=false");
    }

    @Test
    void nodeThatWasMadeForAPod_takesIt_forTheSystemsPodsAreThoseThatWereReckonedWith() {
        var sim = new Sim();
        sim.apply(Sim.deployment("pair", 2, "500m")
                .replace("      containers:", """
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
          - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: pair}}}
      containers:""".indent(6).stripTrailing()));
        sim.run(Duration.ofMinutes(8));
        assertThat(sim.cluster.nodes()).hasSize(2);
        assertThat(sim.running()).hasSize(2);
        assertThat(sim.with("TriggeredScaleUp")).as("once for each Pod").hasSize(2);
    }
}
