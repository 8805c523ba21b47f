package dev.gkelocal.autopilot.core.scheduling;

import static dev.gkelocal.autopilot.core.scheduling.Fixtures.MI;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.bound;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.cluster;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.copies;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.labelled;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.node;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.pod;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.preferred;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.objects.Toleration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProvisionerTest {
    private static final Taint SPOT = new Taint("cloud.google.com/gke-spot", "true", "NoSchedule");

    private static NodeType type(String name, int cpu, double price, String... zones) {
        return type(name, cpu, price, List.of(), zones);
    }

    private static NodeType type(String name, int cpu, double price, List<Taint> taints, String... zones) {
        var offerings = new ArrayList<NodeType.Offering>();
        for (var zone : zones) {
            offerings.add(new NodeType.Offering(Map.of(Node.ZONE, zone), price));
        }
        return new NodeType(
                name, Map.of("type", name), taints, Resources.of(cpu * 1000L, cpu * 4096L * MI), 110, offerings);
    }

    private static final List<NodeType> CATALOGUE =
            List.of(type("small", 2, 1, "z1", "z2", "z3"), type("large", 8, 3.5, "z1", "z2", "z3"));

    private static Plan solve(List<Pod> pods, Provisioner.Preferences preferences) {
        return new Provisioner(CATALOGUE, preferences).solve(pods, new ClusterSnapshot());
    }

    private static Plan solve(List<Pod> pods) {
        return solve(pods, Provisioner.Preferences.IGNORE);
    }

    @Test
    void nodes_forPods_areTheCheapestThatHoldThem() {
        var plan = solve(copies(pod("p", 1000, 1000), 7));
        assertThat(plan.nodes()).extracting(it -> it.type().name()).containsExactly("large");
        assertThat(solve(copies(pod("p", 1000, 1000), 2)).nodes())
                .extracting(it -> it.type().name())
                .containsExactly("small");
    }

    @Test
    void existingNode_withRoom_isUsedFirst() {
        var snapshot = cluster(List.of(node("a", "z1")));
        var plan = new Provisioner(CATALOGUE, Provisioner.Preferences.IGNORE)
                .solve(List.of(pod("p", 1000, 1000)), snapshot);
        assertThat(plan.nodes()).isEmpty();
        assertThat(plan.onExisting()).extracting(Plan.OnExisting::node).containsExactly("a");
        assertThat(snapshot.podCount()).isZero();
    }

    @Test
    void zoneSpread_overEmptyCluster_opensNodesInEveryZone() {
        var constraint = new SpreadConstraint(Node.ZONE, 1, true, LabelSelector.of(Map.of("app", "web")));
        var plan = solve(
                copies(labelled("p", "web").change().spread(List.of(constraint)).build(), 6));
        assertThat(plan.unplaced()).isEmpty();
        var perZone = new HashMap<String, Integer>();
        plan.nodes()
                .forEach(it -> perZone.merge(
                        it.offering().labels().get(Node.ZONE), it.pods().size(), Integer::sum));
        assertThat(perZone).isEqualTo(Map.of("z1", 2, "z2", 2, "z3", 2));
    }

    @Test
    void podThatFitsNothing_isExplained() {
        assertThat(solve(List.of(pod("p", 9000, 1))).unplaced())
                .extracting(Plan.Unplaced::reason)
                .containsExactly("none of 6 matching nodes is large enough");
        var picky = pod("p", 1, 1).change().nodeSelector(Map.of("type", "huge")).build();
        assertThat(solve(List.of(picky)).unplaced())
                .extracting(Plan.Unplaced::reason)
                .containsExactly("none of 6 offered nodes matches its node selector, affinity and tolerations");
    }

    @Test
    void selectorOnNodeType_narrowsASharedNode() {
        var picky =
                pod("p", 100, 1).change().nodeSelector(Map.of("type", "large")).build();
        var plan = solve(List.of(pod("q", 500, 1), picky));
        assertThat(plan.nodes()).extracting(it -> it.type().name()).containsExactly("large");
    }

    @Test
    void sectionEight12_daemonSetPods_stayOffTaintedNodesTheyDoNotTolerate() {
        var spotNode = node("spot", "z1", SPOT);
        var daemon = labelled("agent", "agent");
        assertThat(new Evaluator(cluster(List.of(spotNode))).check(daemon, "spot"))
                .isEqualTo(new Verdict.Rejection(
                        Filter.TAINT_TOLERATION,
                        List.of("node(s) had untolerated taint {cloud.google.com/gke-spot: true}"),
                        false));
        var onlySpot = List.of(type("spot", 2, 1, List.of(SPOT), "z1"));
        var provisioner = new Provisioner(onlySpot, Provisioner.Preferences.IGNORE);
        assertThat(provisioner.solve(List.of(daemon), new ClusterSnapshot()).unplaced())
                .hasSize(1);
        var tolerant = daemon.change()
                .tolerations(List.of(new Toleration(SPOT.key(), true, "", "")))
                .build();
        assertThat(provisioner.solve(List.of(tolerant), new ClusterSnapshot()).nodes())
                .hasSize(1);
    }

    @Test
    void sectionEight16_podsOfNegativePriority_getNodes() {
        var idle = pod("p", 1000, 1000).change().priority(-10).build();
        assertThat(solve(List.of(idle)).nodes()).hasSize(1);
        assertThat(ScaleUp.estimate(node("new", "z1"), List.of(idle), new ClusterSnapshot(), 10)
                        .nodes())
                .hasSize(1);
    }

    @Test
    void sectionEight17_preferences_createNoNodes() {
        var soft = new SpreadConstraint(Node.HOSTNAME, 1, false, LabelSelector.of(Map.of("app", "web")));
        var apart = labelled("p", "web")
                .change()
                .antiAffinity(preferred(Node.HOSTNAME, "web", 100))
                .spread(List.of(soft))
                .build();
        assertThat(solve(copies(apart, 5)).nodes()).hasSize(1);
        assertThat(ScaleUp.estimate(node("new", "z1"), copies(apart, 5), new ClusterSnapshot(), 10)
                        .nodes())
                .hasSize(1);
        assertThat(solve(copies(apart, 5), Provisioner.Preferences.RESPECT).nodes())
                .as("Karpenter takes them as demands")
                .hasSize(5);
    }

    @Test
    void preferences_thatCannotBeMet_areGivenUpOneByOne() {
        var inVain = new PodAffinity.Preferred(
                10, new PodAffinity.Term(Node.ZONE, LabelSelector.of(Map.of("app", "nobody"))));
        var pod = labelled("p", "web")
                .change()
                .affinity(new PodAffinity(List.of(), List.of(inVain)))
                .antiAffinity(preferred(Node.HOSTNAME, "web", 1))
                .build();
        var plan = solve(copies(pod, 3), Provisioner.Preferences.RESPECT);
        assertThat(plan.unplaced()).isEmpty();
        assertThat(plan.nodes()).hasSize(3);
    }

    @Test
    void scaleUp_estimate_packsLargestFirstAndKeepsTheLimit() {
        var pods = new ArrayList<>(copies(pod("small", 1000, 10), 4));
        pods.addAll(copies(pod("large", 3000, 10), 4));
        var snapshot = new ClusterSnapshot();
        assertThat(ScaleUp.estimate(node("new"), pods, snapshot, 10).nodes()).hasSize(4);
        assertThat(ScaleUp.estimate(node("new"), pods, snapshot, 3).unplaced()).hasSize(2);
        assertThat(snapshot.nodes()).isEmpty();
    }

    @Test
    void scaleUp_ofOnePodPerNode_needsAsManyNodes() {
        var web = labelled("p", "web")
                .change()
                .antiAffinity(required(Node.HOSTNAME, "web"))
                .build();
        var snapshot = cluster(List.of(node("a")), bound(web, "a"));
        var estimate = ScaleUp.estimate(node("new"), copies(web, 500), snapshot, 1000);
        assertThat(estimate.nodes()).hasSize(500);
    }

    @Test
    void plan_forTheSamePods_isTheSameWhateverThePricesRoundTo() {
        var pods = KarpenterMix.drawn(200, new Random(3));
        var exact = new Provisioner(KarpenterMix.catalogue(), Provisioner.Preferences.IGNORE);
        var rounded = new Provisioner(
                KarpenterMix.catalogue().stream()
                        .map(it -> new NodeType(
                                it.name(),
                                it.labels(),
                                it.taints(),
                                it.allocatable(),
                                it.maxPods(),
                                it.offerings().stream()
                                        .map(each -> new NodeType.Offering(
                                                each.labels(), Math.nextUp(Math.nextUp(each.pricePerHour()))))
                                        .toList()))
                        .toList(),
                Provisioner.Preferences.IGNORE);
        var first = exact.solve(pods, new ClusterSnapshot());
        assertThat(exact.solve(pods, new ClusterSnapshot())).isEqualTo(first);
        assertThat(rounded.solve(pods, new ClusterSnapshot()).nodes())
                .extracting(Plan.NewNode::pods)
                .isEqualTo(first.nodes().stream().map(Plan.NewNode::pods).toList());
    }

    @Test
    void allocation_ofAnyPlan_neverExceedsANode() {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var draw = new RandomCluster(seed);
            var snapshot = new ClusterSnapshot(RandomCluster.NAMESPACES);
            for (int i = random.nextInt(4); i > 0; i--) {
                snapshot.addNode(draw.node());
            }
            var pods = new ArrayList<Pod>();
            for (int i = 0; i < 60; i++) {
                pods.add(draw.pod());
            }
            var preferences = Provisioner.Preferences.values()[seed % 2];
            var plan = new Provisioner(CATALOGUE, preferences).solve(pods, snapshot);
            for (var node : plan.nodes()) {
                var sum = node.pods().stream().map(Pod::requests).reduce(Resources.NONE, Resources::plus);
                assertThat(sum.milliCpu())
                        .isLessThanOrEqualTo(node.type().allocatable().milliCpu());
                assertThat(sum.memoryBytes())
                        .isLessThanOrEqualTo(node.type().allocatable().memoryBytes());
            }
            assertThat(plan.nodes().stream().mapToInt(it -> it.pods().size()).sum()
                            + plan.onExisting().size()
                            + plan.unplaced().size())
                    .isEqualTo(60);
            assertThat(new Scheduler().place(pods, snapshot)).hasSize(60);
            for (var node : snapshot.nodes()) {
                var free = snapshot.free(node.name());
                assertThat(Math.min(Math.min(free.milliCpu(), free.memoryBytes()), free.pods()))
                        .as("seed %s, %s", seed, node)
                        .isNotNegative();
            }
        }
    }
}
