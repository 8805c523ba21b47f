package dev.gkelocal.autopilot.core.cluster;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nodes that shrink, go, are lost or cannot be had; entries of the autopilot sheet, section 8, carry their numbers. */
class ShrinkingAndFaultsTest {
    @Test
    void workload_deleted_itsNodeGoesAfterTheScaleDownTimeAndCostStopsGrowing() {
        var sim = new Sim();
        sim.apply(Sim.deployment("web", 3, "500m"));
        sim.run(ofMinutes(20));
        assertThat(sim.running()).hasSize(3);
        sim.cluster.delete("Deployment", "shop", "web");
        sim.run(ofMinutes(9));
        assertThat(sim.cluster.nodes()).as("before the unneeded time").hasSize(1);
        var cost = sim.cluster.bill().workloads();
        sim.run(ofMinutes(5));
        assertThat(sim.cluster.nodes()).isEmpty();
        assertThat(sim.reasons("Node")).contains("RemovingNode");
        assertThat(sim.cluster.bill().workloads()).isEqualByComparingTo(cost).isGreaterThan(BigDecimal.ZERO);
    }

    @Test
    void entry14_podsThatFitTheFullMachine_growTheNodeInSecondsInsteadOfWaitingForANewOne() {
        var sim = new Sim();
        sim.apply(Sim.deployment("web", 1, "500m"));
        sim.run(ofMinutes(5));
        var node = sim.cluster.nodes().iterator().next();
        assertThat(node.machine().type()).startsWith("ek-standard-");
        var before = node.powered();
        assertThat(before.milliCpu()).isLessThan(node.node().allocatable().milliCpu() / 2);
        // When
        sim.apply(Sim.deployment("more", 5, "500m"));
        sim.run(ofSeconds(17));
        // Then
        assertThat(sim.cluster.nodes()).hasSize(1);
        assertThat(sim.cluster.nodes().iterator().next().powered().milliCpu()).isGreaterThan(before.milliCpu());
        assertThat(sim.pods(PodState.Stage.PENDING)).isEmpty();
    }

    @Test
    void entry16_podOfNegativePriority_triggersANodeAndMakesRoomForRealOnes() {
        var sim = new Sim();
        sim.apply("{kind: PriorityClass, metadata: {name: balloon}, value: -10}");
        sim.apply(Sim.deployment("spare", 2, "\"2\"")
                .replace("      containers:", "      priorityClassName: balloon\n      containers:"));
        sim.run(ofMinutes(5));
        assertThat(sim.with("TriggeredScaleUp")).hasSize(2);
        assertThat(sim.running()).hasSize(2);
    }

    @Test
    void entry17_preferredAntiAffinityAndScheduleAnyway_createNoNodes() {
        var sim = new Sim();
        sim.apply(Sim.deployment("web", 4, "500m")
                .replace("      containers:", """
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 100
            podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}
      topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: ScheduleAnyway
        labelSelector: {matchLabels: {app: web}}
      containers:""".indent(6).stripTrailing()));
        sim.run(ofMinutes(6));
        assertThat(sim.running()).hasSize(4);
        assertThat(sim.cluster.nodes()).hasSize(1);
    }

    @Test
    void entry21_spotPod_getsAShortGraceAndEndsAsFailedTerminated() {
        var sim = new Sim();
        sim.apply(
                Sim.deployment("cheap", 2, "500m")
                        .replace(
                                "      containers:",
                                "      nodeSelector: {cloud.google.com/gke-spot: \"true\"}\n      terminationGracePeriodSeconds: 600\n      containers:"));
        sim.run(ofMinutes(5));
        assertThat(sim.running()).hasSize(2);
        assertThat(sim.cluster.nodes()).allMatch(it -> it.machine().spot());
        sim.cluster.plan(new Fault.SpotWave(100, "", "", Duration.ZERO), sim.cluster.now());
        sim.run(ofSeconds(26));
        assertThat(sim.pods(PodState.Stage.FAILED))
                .hasSize(2)
                .allMatch(it -> it.reason().equals("Terminated"));
        sim.run(ofMinutes(5));
        assertThat(sim.running()).as("replaced by the controller").hasSize(2);
    }

    @Test
    void entry24_nothingIsInstant_loopNodeAndImageTakeTheirTime() {
        var sim = new Sim();
        sim.apply(Sim.deployment("web", 1, "500m"));
        sim.run(ofMinutes(5));
        var pod = sim.pods(PodState.Stage.RUNNING).getFirst();
        var asked = sim.with("TriggeredScaleUp").getFirst().at();
        var node = sim.cluster.nodes().iterator().next();
        assertThat(Duration.between(Sim.START, asked)).isEqualTo(ofSeconds(10));
        assertThat(Duration.between(asked, node.ready())).isBetween(ofSeconds(60), ofSeconds(180));
        assertThat(Duration.between(pod.times().bound(), pod.times().started())).isGreaterThan(ofSeconds(5));
        assertThat(sim.cluster.bill().free()).isNotEmpty();
    }

    @Test
    void stockOut_ofTheUsualFamilies_fallsBackToOthersAndSaysSo() {
        var sim = new Sim();
        for (var family : new String[] {"ek", "e2", "e4"}) {
            sim.cluster.plan(new Fault.StockOut(family, "", ofHours(2)), Sim.START);
        }
        sim.run(ofSeconds(1));
        sim.apply(Sim.deployment("web", 2, "500m"));
        sim.run(ofMinutes(6));
        assertThat(sim.with("FailedScaleUp")).isNotEmpty();
        assertThat(sim.running()).hasSize(2);
        assertThat(sim.cluster.nodes()).noneMatch(it -> it.machine().family().startsWith("e"));
    }

    @Test
    void zoneOutage_losesItsNodesAndThePodsComeBackElsewhere() {
        var sim = new Sim();
        sim.apply(Sim.deployment("web", 3, "500m"));
        sim.run(ofMinutes(5));
        var zone = sim.cluster.nodes().iterator().next().machine().zone();
        sim.cluster.plan(new Fault.ZoneOutage(zone, ofHours(1)), sim.cluster.now());
        sim.run(ofMinutes(15));
        assertThat(sim.running()).hasSize(3);
        assertThat(sim.cluster.nodes()).noneMatch(it -> it.machine().zone().equals(zone));
        assertThat(sim.with("TaintManagerEviction")).hasSize(3);
    }

    @Test
    void quota_usedUp_leavesPodsPendingAndSaysWhy() {
        var sim = new Sim();
        sim.cluster.plan(new Fault.Quota(0, ofHours(1)), Sim.START);
        sim.run(ofSeconds(1));
        sim.apply(Sim.deployment("web", 1, "500m"));
        sim.run(ofMinutes(5));
        assertThat(sim.pods(PodState.Stage.PENDING)).hasSize(1);
        assertThat(sim.with("FailedScaleUp"))
                .isNotEmpty()
                .allMatch(it -> it.message().contains("GCE quota exceeded"));
    }

    @Test
    void upgrade_replacesEveryNodeWithoutLosingTheWorkload() {
        var sim = new Sim();
        sim.apply(Sim.deployment("web", 3, "500m"));
        sim.run(ofMinutes(5));
        var old = sim.cluster.nodes().stream().map(NodeState::name).toList();
        sim.cluster.plan(new Fault.Upgrade(Duration.ZERO), sim.cluster.now());
        sim.run(ofMinutes(20));
        assertThat(sim.cluster.nodes()).isNotEmpty().noneMatch(it -> old.contains(it.name()));
        assertThat(sim.running()).hasSize(3);
        assertThat(sim.with("Evicted")).hasSize(3);
    }

    @Test
    void refusedObject_isNotKept() {
        var sim = new Sim();
        var answer = sim.apply(Sim.deployment("bad", 1, "500m")
                .replace("{name: main,", "{name: main, securityContext: {privileged: true},"));
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(((Answer.Refused) answer).message()).contains("autogke-disallow-privilege");
        assertThat(sim.cluster.objects()).isEmpty();
    }
}
