package dev.gkelocal.autopilot.core.cluster;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gkelocal.autopilot.core.consolidation.Defragmentation;
import dev.gkelocal.autopilot.core.consolidation.EvictionRules;
import dev.gkelocal.autopilot.core.consolidation.ScaleDownSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Defragmentation and Spot preemption as the simulated cluster carries them out (autopilot sheet 3.4). */
class ConsolidationInClusterTest {
    private static final ConsolidationRules NO_DEFRAGMENTATION = new ConsolidationRules(
            ScaleDownSettings.DEFAULT, Defragmentation.Settings.DEFAULT.following(0), EvictionRules.DEFAULT);

    private static Sim sim(ConsolidationRules rules, Timing timing) {
        var usual = ClusterFacts.autopilot(Sim.START, 7);
        return new Sim(SimulatedCluster.create(new ClusterFacts(
                usual.name(),
                usual.autopilot(),
                usual.version(),
                usual.zones(),
                usual.bursting(),
                usual.pools(),
                usual.quotas(),
                usual.start(),
                usual.seed(),
                timing,
                rules,
                usual.billing())));
    }

    /** Two nodes that were needed for Pods of two zones; what is left on each is one Pod of {@code web}. */
    private static Sim twoHalfEmptyNodes(ConsolidationRules rules, String cpu, String budget) {
        return twoHalfEmptyNodes(rules, Timing.DEFAULT, cpu, budget);
    }

    private static Sim twoHalfEmptyNodes(ConsolidationRules rules, Timing timing, String cpu, String budget) {
        var sim = sim(rules, timing);
        sim.apply(inZone("left", "us-central1-a"));
        sim.apply(inZone("right", "us-central1-b"));
        sim.run(ofMinutes(5));
        sim.cluster.delete("Deployment", "shop", "left");
        sim.cluster.delete("Deployment", "shop", "right");
        sim.run(timing.podStop().plusSeconds(1));
        sim.apply(Sim.deployment("web", 2, cpu)
                .replace("      containers:", """
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 100
            podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}
      containers:""".indent(6).stripTrailing()));
        if (!budget.isEmpty()) {
            sim.apply(budget);
        }
        sim.run(ofSeconds(4));
        assertThat(nodesOf(sim, "web")).hasSize(2);
        sim.events.clear();
        return sim;
    }

    private static String inZone(String name, String zone) {
        return Sim.deployment(name, 1, "2")
                .replace(
                        "      containers:",
                        "      nodeSelector: {topology.kubernetes.io/zone: " + zone + "}\n      containers:");
    }

    private static List<String> nodesOf(Sim sim, String workload) {
        return sim.cluster.pods().stream()
                .filter(it -> it.isOnNode() && it.name().startsWith(workload))
                .map(PodState::node)
                .distinct()
                .toList();
    }

    @Test
    void smallNodes_areMergedLongBeforeTheUnneededTime() {
        var sim = twoHalfEmptyNodes(ConsolidationRules.DEFAULT, "250m", "");
        sim.run(ofMinutes(2));
        assertThat(nodesOf(sim, "web")).hasSize(1);
        assertThat(sim.running()).hasSize(2);
        assertThat(sim.cluster.nodes()).hasSize(1);
        assertThat(sim.with("ScaleDown"))
                .extracting(it -> it.object().kind(), ClusterEvent::message)
                .contains(tuple("Node", "marked the node as toBeDeleted/unschedulable"))
                .contains(tuple("Pod", "deleting pod for node scale down"));
    }

    @Test
    void nodeThatTakesThePods_growsBeforeTheyMove() {
        var sim = twoHalfEmptyNodes(ConsolidationRules.DEFAULT, "1500m", "");
        sim.run(ofMinutes(2));
        assertThat(nodesOf(sim, "web")).hasSize(1);
        assertThat(sim.with("FailedScheduling")).as("room was there before").isEmpty();
        var marked = sim.with("ScaleDown").stream()
                .filter(it -> it.object().kind().equals("Node"))
                .findFirst()
                .orElseThrow();
        var evicted = sim.with("ScaleDown").stream()
                .filter(it -> it.object().kind().equals("Pod"))
                .findFirst()
                .orElseThrow();
        assertThat(Duration.between(marked.at(), evicted.at()))
                .isEqualTo(ClusterFacts.autopilot(Sim.START, 7).timing().resize());
    }

    @Test
    void switchedOff_smallNodesStayForTheUnneededTime() {
        var sim = twoHalfEmptyNodes(NO_DEFRAGMENTATION, "250m", "");
        sim.run(ofMinutes(4));
        assertThat(nodesOf(sim, "web")).hasSize(2);
        sim.run(ofMinutes(12));
        assertThat(nodesOf(sim, "web")).as("scale-down does it then").hasSize(1);
    }

    @Test
    void budgetThatAllowsNothing_keepsThePodsWhereTheyAre() {
        var budget = """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: web, namespace: shop}
                spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}
                """;
        var sim = twoHalfEmptyNodes(ConsolidationRules.DEFAULT, "250m", budget);
        sim.run(ofMinutes(20));
        assertThat(nodesOf(sim, "web")).hasSize(2);
        assertThat(sim.with("ScaleDown")).isEmpty();
    }

    @Test
    void drainThatTakesTooLong_isGivenUpAndTheNodeTakesPodsAgain() {
        var usual = ConsolidationRules.DEFAULT;
        var hasty = new Defragmentation.Settings(10, 1, ofMinutes(5), ofMinutes(10), ofSeconds(12), ofMinutes(5), 0.25);
        var sim = twoHalfEmptyNodes(
                new ConsolidationRules(usual.scaleDown(), hasty, usual.evictions()), slowToStop(), "250m", "");
        sim.run(ofSeconds(40));
        assertThat(sim.with("ScaleDownFailed")).singleElement().satisfies(it -> {
            assertThat(it.message()).isEqualTo("failed to drain and delete node: scale_down_timeout");
            assertThat(sim.cluster.nodes())
                    .filteredOn(node -> node.name().equals(it.object().name()))
                    .singleElement()
                    .satisfies(node -> assertThat(node.isReady()).isTrue());
        });
    }

    private static Timing slowToStop() {
        var usual = Timing.DEFAULT;
        return new Timing(
                usual.autoscalerPeriod(),
                usual.nodeReady(),
                usual.resize(),
                usual.pullPerMegabyte(),
                usual.containerStart(),
                ofSeconds(28),
                usual.nodeRemoval(),
                usual.hpaPeriod(),
                usual.notReadyEviction());
    }

    @Test
    void resumedWhileANodeIsEmptied_goesOnAsIfNothingHadHappened() {
        var one = twoHalfEmptyNodes(ConsolidationRules.DEFAULT, "1500m", "").run(ofSeconds(12));
        var other = twoHalfEmptyNodes(ConsolidationRules.DEFAULT, "1500m", "").run(ofSeconds(12));
        assertThat(one.with("ScaleDown")).isNotEmpty();
        var resumed = new Sim(SimulatedCluster.resume(StateTree.read(StateTree.write(other.cluster.state()))));
        one.events.clear();
        assertThat(resumed.run(ofHours(1)).events).isEqualTo(one.run(ofHours(1)).events);
    }

    // Spot

    private static Sim onSpot(String more) {
        var sim = sim(ConsolidationRules.DEFAULT, Timing.DEFAULT);
        sim.apply(Sim.deployment("cheap", 2, "500m")
                .replace(
                        "      containers:",
                        "      nodeSelector: {cloud.google.com/gke-spot: \"true\"}\n" + more + "      containers:"));
        sim.run(ofMinutes(5));
        assertThat(sim.running()).hasSize(2);
        return sim;
    }

    @Test
    void spotMachine_isOffAfterTheNoticeWhateverStillRuns() {
        var sim = onSpot("      terminationGracePeriodSeconds: 600\n");
        var lost = sim.cluster.nodes().stream().map(NodeState::name).toList();
        sim.events.clear();
        sim.cluster.plan(new Fault.SpotWave(100, "", "", Duration.ZERO), sim.cluster.now());
        sim.run(ofSeconds(29));
        assertThat(sim.cluster.nodes()).extracting(NodeState::name).containsAll(lost);
        sim.run(ofSeconds(2));
        assertThat(sim.cluster.nodes()).extracting(NodeState::name).doesNotContainAnyElementsOf(lost);
        assertThat(sim.reasons("Node")).contains("PreemptScheduled", "RemovingNode");
        assertThat(sim.with("Terminated"))
                .hasSize(2)
                .allMatch(it -> it.message().equals("Pod was terminated in response to imminent node shutdown."));
    }

    @Test
    void spotWave_thatLasts_keepsNewSpotMachinesAway() {
        var sim = onSpot("");
        sim.cluster.plan(new Fault.SpotWave(100, "", "", ofMinutes(30)), sim.cluster.now());
        sim.run(ofMinutes(29));
        assertThat(sim.pods(PodState.Stage.PENDING)).hasSize(2);
        assertThat(sim.cluster.nodes()).isEmpty();
        assertThat(sim.with("FailedScaleUp"))
                .hasSizeBetween(2, 20)
                .allMatch(it -> it.message()
                        .startsWith(
                                "Node scale up in zones us-central1-a, us-central1-b, us-central1-c associated with this"
                                        + " pod failed: GCE out of resources."));
        sim.run(ofMinutes(40));
        assertThat(sim.running()).as("after the wave and the autoscaler's wait").hasSize(2);
    }

    @Test
    void spotWave_ofOneZone_leavesTheOthersAndMachinesAtFullPrice() {
        var sim = onSpot("");
        var zone = sim.cluster.nodes().iterator().next().machine().zone();
        sim.cluster.plan(new Fault.SpotWave(100, "", zone, ofHours(1)), sim.cluster.now());
        sim.apply(Sim.deployment("dear", 2, "500m"));
        sim.run(ofMinutes(10));
        assertThat(sim.running()).hasSize(4);
        assertThat(sim.cluster.nodes())
                .filteredOn(it -> it.machine().spot())
                .noneMatch(it -> it.machine().zone().equals(zone));
    }

    @Test
    void spotWave_ofOneFamily_leavesTheOthers() {
        var sim = onSpot("");
        var family = sim.cluster.nodes().iterator().next().machine().family();
        sim.cluster.plan(new Fault.SpotWave(100, family, "", ofHours(1)), sim.cluster.now());
        sim.run(ofMinutes(10));
        assertThat(sim.running()).hasSize(2);
        assertThat(sim.cluster.nodes()).noneMatch(it -> it.machine().family().equals(family));
    }
}
