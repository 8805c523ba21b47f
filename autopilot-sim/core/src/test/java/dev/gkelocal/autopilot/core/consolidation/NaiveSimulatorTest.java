package dev.gkelocal.autopilot.core.consolidation;

import static dev.gkelocal.autopilot.core.consolidation.Clusters.T0;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.annotated;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.node;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.pod;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.snapshot;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.with;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.TestYaml;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodReader;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a naive Autopilot simulator gets wrong (autopilot sheet, section 8), as far as nodes go away. */
class NaiveSimulatorTest {
    private static final ScaleDown SCALE_DOWN = new ScaleDown(ScaleDownSettings.DEFAULT);
    private static final List<Node> TWO = List.of(node("a"), node("b"));

    private static ScaleDown.Round decide(Cluster cluster) {
        return SCALE_DOWN.decide(cluster, Watch.START, T0);
    }

    /** Its balloon Pod covers what is not powered: it is neither use nor a Pod to be moved. */
    @Test
    void entry14_resizableNodesAdvertiseTheirFullSize_theBalloonIsNoUse() {
        var balloon = Pod.of("kube-system", "gke-system-balloon-pod-a", Resources.of(3_000, 12 * Clusters.GIB))
                .change()
                .nodeName("a")
                .build();
        var round = decide(with(snapshot(TWO, balloon, pod("p", "a", 500), pod("q", "b", 2_500))));
        assertThat(round.findings())
                .filteredOn(it -> it.node().equals("a"))
                .singleElement()
                .isInstanceOfSatisfying(Finding.Unneeded.class, it -> {
                    assertThat(it.utilization().cpu()).isEqualTo(0.125);
                    assertThat(it.moves()).extracting(Finding.Move::pod).containsExactly("shop/p");
                });
    }

    /** There is no priority below which a Pod does not count. */
    @Test
    void entry16_podsOfNegativePriorityAreMovedLikeAnyOther() {
        var spare = new PodReader().read(TestYaml.value("""
                                metadata:
                                  namespace: shop
                                  name: headroom
                                  ownerReferences: [{kind: ReplicaSet, name: h, controller: true}]
                                spec:
                                  nodeName: a
                                  priority: -10
                                  containers: [{resources: {requests: {cpu: 1900m, memory: 1Gi}}}]
                                """));
        assertThat(spare.priority()).isNegative();
        var round = decide(with(snapshot(TWO, spare, pod("q", "b", 3_000))));
        assertThat(round.watch().unremovable().get("a"))
                .satisfies(it ->
                        assertThat(it.refusal().reason()).isEqualTo(Reason.NO_SCALE_DOWN_NODE_NO_PLACE_TO_MOVE_PODS));
    }

    @Test
    void entry21_extendedDurationHoldsNodesForSevenDays_othersGetTenMinutesOrAnHour() {
        var longRunning = annotated(pod("p", "a", 500), "cluster-autoscaler.kubernetes.io/safe-to-evict", "false");
        var round = decide(with(snapshot(TWO, longRunning, pod("q", "b", 2_500))));
        assertThat(round.watch().unremovable().get("a").refusal().text())
                .startsWith("no.scale.down.node.pod.not.safe.to.evict.annotation (shop/p)");
        var rules = EvictionRules.DEFAULT;
        var patient = new PodFacts(List.of(), ofDays(1));
        assertThat(rules.protectedUntil(longRunning)).isEqualTo(T0.plus(ofDays(7)));
        assertThat(rules.eviction(pod("r", "a", 1), patient, Eviction.Cause.SCALE_DOWN, T0)
                        .grace())
                .isEqualTo(ofMinutes(10));
        assertThat(rules.eviction(pod("r", "a", 1), patient, Eviction.Cause.UPGRADE, T0)
                        .grace())
                .isEqualTo(ofHours(1));
    }

    @Test
    void entry21_spotGivesTwentyFiveSeconds_andLeavesPodsFailedAndTerminated() {
        var patient = Map.of("shop/p", new PodFacts(List.of(), ofMinutes(5)));
        var preemption = SpotPreemption.of("a", List.of(pod("p", "a", 500)), patient, EvictionRules.DEFAULT, T0);
        assertThat(preemption.evictions()).singleElement().satisfies(it -> {
            assertThat(it.grace()).isEqualTo(ofSeconds(25));
            assertThat(it.phase() + "/" + it.reason()).isEqualTo("Failed/Terminated");
        });
    }

    /** A round every ten seconds: the node is there for ten minutes, and longer after a scale-up. */
    @Test
    void entry24_nodesDoNotGoAtOnce() {
        var snapshot = snapshot(TWO, pod("q", "b", 3_000));
        assertThat(removedAfter(new Cluster(snapshot, Map.of(), Map.of(), List.of(), Instant.MIN, Instant.MIN, 0)))
                .isEqualTo(600);
        assertThat(removedAfter(
                        new Cluster(snapshot, Map.of(), Map.of(), List.of(), T0.plus(ofMinutes(4)), Instant.MIN, 0)))
                .isEqualTo(840);
    }

    private static int removedAfter(Cluster cluster) {
        var watch = Watch.START;
        for (var second = 0; second <= 3_600; second += 10) {
            var round = SCALE_DOWN.decide(cluster, watch, T0.plusSeconds(second));
            if (!round.removals().isEmpty()) {
                return second;
            }
            watch = round.watch();
        }
        throw new AssertionError("nothing was removed in an hour");
    }
}
