package dev.gkelocal.autopilot.core.consolidation;

import static dev.gkelocal.autopilot.core.consolidation.Clusters.T0;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.annotated;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.budget;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.node;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.places;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.pod;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.snapshot;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.system;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.with;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleDownTest {
    private static final ScaleDown SCALE_DOWN = new ScaleDown(ScaleDownSettings.DEFAULT);
    private static final List<String> TWO = List.of("a", "b");

    private static ScaleDown.Round first(Cluster cluster) {
        return SCALE_DOWN.decide(cluster, Watch.START, T0);
    }

    /** The round ten minutes after a first one. */
    private static ScaleDown.Round later(Cluster cluster) {
        return SCALE_DOWN.decide(cluster, first(cluster).watch(), T0.plus(ofMinutes(10)));
    }

    private static Finding finding(ScaleDown.Round round, String node) {
        return round.findings().stream()
                .filter(it -> it.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private static Refusal refusal(ScaleDown.Round round, String node) {
        assertThat(finding(round, node)).isInstanceOf(Finding.Held.class);
        return ((Finding.Held) finding(round, node)).refusal();
    }

    private static List<Node> two() {
        return TWO.stream().map(Clusters::node).toList();
    }

    @Test
    void unneededNode_goesAfterTenMinutesNotBefore() {
        var cluster = with(snapshot(two(), pod("p", "a", 1_000), pod("q", "b", 3_000)));
        var early = SCALE_DOWN.decide(
                cluster, first(cluster).watch(), T0.plus(ofMinutes(10)).minus(ofSeconds(1)));
        assertThat(early.removals()).isEmpty();
        assertThat(early.held()).isEmpty();
        var removal = later(cluster).removals().getFirst();
        assertThat(removal.node()).isEqualTo("a");
        assertThat(removal.moves()).containsExactly(new Finding.Move("shop/p", "shop/p", "b"));
        assertThat(removal.notices()).extracting(Notice::reason).containsOnly("ScaleDown");
        assertThat(removal.notices())
                .extracting(Notice::message)
                .containsExactly(
                        "Scale-down: removing node a, utilization: {cpu 25.0 %, memory 6.3 %}, pods to reschedule: shop/p",
                        "marked the node as toBeDeleted/unschedulable", "deleting pod for node scale down");
        assertThat(removal.removed().message()).isEqualTo("node removed by cluster autoscaler");
    }

    @Test
    void round_saysWhenTheNextOneCanDiffer() {
        var idle = with(snapshot(two(), pod("p", "a", 1_000), pod("q", "b", 3_000)));
        assertThat(first(idle).next()).isEqualTo(T0.plus(ofMinutes(10)));
        var held = with(snapshot(two(), pod("p", "a", 1_500), pod("q", "b", 3_000)));
        assertThat(first(held).next()).isEqualTo(T0.plus(ofMinutes(5)));
        var full = with(snapshot(two(), pod("p", "a", 3_000), pod("q", "b", 3_000)));
        assertThat(first(full).next()).isEqualTo(Instant.MAX);
    }

    @Test
    void node_thatIsNeededInBetween_startsAnew() {
        var idle = with(snapshot(two(), pod("p", "a", 1_000), pod("q", "b", 3_000)));
        var busy = with(snapshot(two(), pod("p", "a", 2_000), pod("q", "b", 3_000)));
        var watch = SCALE_DOWN
                .decide(busy, first(idle).watch(), T0.plus(ofMinutes(5)))
                .watch();
        assertThat(SCALE_DOWN.decide(idle, watch, T0.plus(ofMinutes(10))).removals())
                .isEmpty();
    }

    @Test
    void utilization_atTheThreshold_isUse() {
        var round = first(with(snapshot(two(), pod("p", "a", 2_000), pod("q", "b", 1_999))));
        assertThat(finding(round, "a")).isInstanceOf(Finding.InUse.class);
        assertThat(finding(round, "b")).isInstanceOf(Finding.Unneeded.class);
        assertThat(finding(round, "a").text()).contains("cpu 50.0 %").contains("50 %");
    }

    @Test
    void removal_soonAfterAScaleUp_isHeldBack() {
        var snapshot = snapshot(two(), pod("q", "b", 3_000));
        var cluster = new Cluster(snapshot, Map.of(), Map.of(), List.of(), T0.plus(ofMinutes(5)), Instant.MIN, 0);
        var round = later(cluster);
        assertThat(round.removals()).isEmpty();
        assertThat(round.held().orElseThrow().reason()).isEqualTo(Reason.NO_SCALE_DOWN_IN_BACKOFF);
        var after = SCALE_DOWN.decide(cluster, round.watch(), T0.plus(ofMinutes(15)));
        assertThat(after.removals()).hasSize(1);
    }

    @Test
    void removal_afterAFailure_isHeldBackForThreeMinutes() {
        var snapshot = snapshot(two(), pod("q", "b", 3_000));
        var cluster = new Cluster(snapshot, Map.of(), Map.of(), List.of(), Instant.MIN, T0.plus(ofMinutes(8)), 0);
        assertThat(later(cluster).held()).isPresent();
    }

    @Test
    void emptyNodes_goFirstAndTogether_thenOneDrainAtATime() {
        var nodes = List.of(node("a"), node("b"), node("c"), node("d"), node("e"));
        var cluster = with(snapshot(nodes, pod("p", "a", 400), pod("q", "b", 500), pod("r", "e", 3_000)));
        assertThat(later(cluster).removals()).extracting(Removal::node).containsExactly("c", "d");
        var rest = with(snapshot(
                List.of(node("a"), node("b"), node("e"), node("f")),
                pod("p", "a", 400),
                pod("q", "b", 500),
                pod("r", "e", 3_000),
                pod("s", "f", 3_000)));
        assertThat(later(rest).removals()).extracting(Removal::node).containsExactly("a");
    }

    @Test
    void drain_whileAnotherRuns_waits() {
        var snapshot = snapshot(two(), pod("p", "a", 1_000), pod("q", "b", 3_000));
        var cluster = new Cluster(snapshot, Map.of(), Map.of(), List.of(), Instant.MIN, Instant.MIN, 1);
        assertThat(later(cluster).held().orElseThrow().reason()).isEqualTo(Reason.NO_SCALE_DOWN_IN_PROGRESS);
    }

    @Test
    void twoHalfEmptyNodes_oneGoesAndTheOtherTakesItsPods() {
        var round = first(with(snapshot(two(), pod("p", "a", 1_000), pod("q", "b", 1_500))));
        assertThat(finding(round, "a")).isInstanceOf(Finding.Unneeded.class);
        assertThat(finding(round, "b")).isInstanceOf(Finding.Target.class);
    }

    @Test
    void podWithoutPlace_holdsItsNode() {
        var round = first(with(snapshot(two(), pod("p", "a", 1_500), pod("q", "b", 3_000))));
        assertThat(refusal(round, "a").reason()).isEqualTo(Reason.NO_SCALE_DOWN_NODE_NO_PLACE_TO_MOVE_PODS);
        assertThat(refusal(round, "a").text()).startsWith("no.scale.down.node.no.place.to.move.pods (shop/p): ");
    }

    @Test
    void antiAffinity_countsWhenPlacesAreSought() {
        var apart = new PodAffinity(
                List.of(new PodAffinity.Term("kubernetes.io/hostname", LabelSelector.of(Map.of("app", "web")))),
                List.of());
        var p = pod("p", "a", 500).change().antiAffinity(apart).build();
        var round = first(with(snapshot(two(), p, pod("q", "b", 2_500))));
        assertThat(refusal(round, "a").reason()).isEqualTo(Reason.NO_SCALE_DOWN_NODE_NO_PLACE_TO_MOVE_PODS);
    }

    @Test
    void unremovableNode_isNotLookedAtForFiveMinutes() {
        var full = with(snapshot(two(), pod("p", "a", 1_500), pod("q", "b", 3_000)));
        var watch = first(full).watch();
        var free = with(snapshot(two(), pod("p", "a", 1_500), pod("q", "b", 2_100)));
        assertThat(finding(SCALE_DOWN.decide(free, watch, T0.plus(ofMinutes(4))), "a"))
                .isInstanceOf(Finding.Held.class);
        assertThat(finding(SCALE_DOWN.decide(free, watch, T0.plus(ofMinutes(5))), "a"))
                .isInstanceOf(Finding.Unneeded.class);
    }

    private static Reason reasonFor(Pod pod, EvictionBudget... budgets) {
        return refusal(first(with(snapshot(two(), pod, pod("q", "b", 2_500)), budgets)), "a")
                .reason();
    }

    @Test
    void podsThatHoldTheirNode_areNamedWithTheirReason() {
        var plain = pod("p", "a", 500);
        assertThat(reasonFor(plain.change().owner("").build()))
                .isEqualTo(Reason.NO_SCALE_DOWN_NODE_POD_NOT_BACKED_BY_CONTROLLER);
        assertThat(reasonFor(annotated(plain, Kinds.SAFE_TO_EVICT, "false")))
                .isEqualTo(Reason.NO_SCALE_DOWN_NODE_POD_NOT_SAFE_TO_EVICT_ANNOTATION);
        assertThat(reasonFor(system("dns", "a"))).isEqualTo(Reason.NO_SCALE_DOWN_NODE_POD_KUBE_SYSTEM_UNMOVABLE);
        assertThat(reasonFor(plain, budget(0))).isEqualTo(Reason.NO_SCALE_DOWN_NODE_POD_NOT_ENOUGH_PDB);
    }

    @Test
    void safeToEvict_overridesBarePodsAndSystemPods() {
        var bare = annotated(pod("p", "a", 500), Kinds.SAFE_TO_EVICT, "true")
                .change()
                .owner("")
                .build();
        var dns = annotated(system("dns", "a"), Kinds.SAFE_TO_EVICT, "true");
        var round = first(with(snapshot(two(), bare, dns, pod("q", "b", 2_500))));
        assertThat(finding(round, "a")).isInstanceOf(Finding.Unneeded.class);
    }

    @Test
    void localStorage_holdsNodesOnlyWhereItIsSet() {
        var snapshot = snapshot(two(), pod("p", "a", 500), pod("q", "b", 2_500));
        var local = Map.of("shop/p", new PodFacts(List.of("cache", "tmp"), ofSeconds(30)));
        var cluster = with(snapshot, Map.of(), local);
        assertThat(finding(first(cluster), "a")).isInstanceOf(Finding.Unneeded.class);
        var strict = new ScaleDown(ScaleDownSettings.DEFAULT.withLocalStorageBlocking());
        assertThat(refusal(strict.decide(cluster, Watch.START, T0), "a"))
                .isEqualTo(
                        new Refusal(Reason.NO_SCALE_DOWN_NODE_POD_HAS_LOCAL_STORAGE, "shop/p", "volumes cache, tmp"));
        var safe = annotated(
                pod("p", "a", 500), "cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes", "cache,tmp");
        var allowed = with(snapshot(two(), safe, pod("q", "b", 2_500)), Map.of(), local);
        assertThat(finding(strict.decide(allowed, Watch.START, T0), "a")).isInstanceOf(Finding.Unneeded.class);
    }

    @Test
    void budget_isSharedByAllNodesOfARound() {
        var nodes = List.of(node("a"), node("b"), node("c"));
        var cluster = with(snapshot(nodes, pod("p", "a", 400), pod("q", "b", 500), pod("r", "c", 2_000)), budget(1));
        var round = first(cluster);
        assertThat(finding(round, "a")).isInstanceOf(Finding.Unneeded.class);
        assertThat(refusal(round, "b").reason()).isEqualTo(Reason.NO_SCALE_DOWN_NODE_POD_NOT_ENOUGH_PDB);
        assertThat(refusal(round, "b").detail()).isEqualTo("PodDisruptionBudget shop/web allows 0");
    }

    @Test
    void nodes_thatMayNotGo_sayWhy() {
        var snapshot = snapshot(List.of(node("a"), node("b"), node("c"), node("d")), pod("q", "d", 3_000));
        var facts = Map.of(
                "a", new NodeFacts(Map.of(NodeFacts.SCALE_DOWN_DISABLED, "true"), false, "", Optional.empty()),
                "b", new NodeFacts(Map.of(), true, "", Optional.empty()),
                "c", NodeFacts.PLAIN.excludedFor("an upgrade is under way"));
        var round = first(with(snapshot, facts, Map.of()));
        assertThat(refusal(round, "a").reason()).isEqualTo(Reason.NO_SCALE_DOWN_NODE_SCALE_DOWN_DISABLED_ANNOTATION);
        assertThat(refusal(round, "b").reason()).isEqualTo(Reason.NO_SCALE_DOWN_NODE_NODE_GROUP_MIN_SIZE_REACHED);
        assertThat(finding(round, "c")).isInstanceOf(Finding.Excluded.class);
    }

    @Test
    void consolidationDelay_ofTheClass_replacesTheTenMinutes() {
        var snapshot = snapshot(two(), pod("q", "b", 3_000));
        var facts = Map.of("a", new NodeFacts(Map.of(), false, "", Optional.of(ofMinutes(1))));
        var cluster = with(snapshot, facts, Map.of());
        assertThat(SCALE_DOWN
                        .decide(cluster, first(cluster).watch(), T0.plus(ofMinutes(1)))
                        .removals())
                .hasSize(1);
    }

    @Test
    void daemonSetAndStaticPods_goWithTheirNode() {
        var daemon = pod("d", "a", 100).change().owner("DaemonSet/agent").build();
        var balloon = system("gke-system-balloon-pod-a", "a").change().owner("").build();
        var round = first(with(snapshot(two(), daemon, balloon, pod("q", "b", 3_900))));
        assertThat(((Finding.Unneeded) finding(round, "a")).isEmpty()).isTrue();
    }

    @Test
    void decision_onRandomClusters_leavesTheSnapshotAsItWasAndMovesEveryPodOnce() {
        var random = new Random(7);
        for (var i = 0; i < 40; i++) {
            var nodes = new ArrayList<Node>();
            var pods = new ArrayList<Pod>();
            for (var n = 0; n < 12; n++) {
                nodes.add(node("n" + n));
                for (var p = 0; p < random.nextInt(4); p++) {
                    pods.add(pod("p" + n + "-" + p, "n" + n, 200 + random.nextInt(800)));
                }
            }
            var snapshot = snapshot(nodes, pods.toArray(Pod[]::new));
            var before = places(snapshot);
            var round = later(with(snapshot, budget(random.nextInt(8))));
            assertThat(places(snapshot)).isEqualTo(before);
            assertThat(round.findings()).hasSize(12).extracting(Finding::node).doesNotHaveDuplicates();
            fits(round, snapshot);
        }
    }

    /** All moves together fit their targets, and no target goes. */
    private static void fits(ScaleDown.Round round, ClusterSnapshot snapshot) {
        var gone = round.findings().stream()
                .filter(Finding.Unneeded.class::isInstance)
                .map(Finding.Unneeded.class::cast)
                .toList();
        gone.forEach(it -> snapshot.removeNode(it.node()));
        for (var node : gone) {
            for (var move : node.moves()) {
                assertThat(snapshot.node(move.to())).isPresent();
                snapshot.addPod(pod(move.pod().substring(5), move.to(), 0));
            }
        }
        assertThat(gone.stream().flatMap(it -> it.moves().stream()).map(Finding.Move::uid))
                .doesNotHaveDuplicates();
    }
}
