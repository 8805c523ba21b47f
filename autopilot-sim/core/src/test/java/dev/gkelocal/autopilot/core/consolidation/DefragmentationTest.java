package dev.gkelocal.autopilot.core.consolidation;

import static dev.gkelocal.autopilot.core.consolidation.Clusters.T0;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.node;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.places;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.pod;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.snapshot;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.with;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.consolidation.Defragmentation.Memory;
import dev.gkelocal.autopilot.core.consolidation.Defragmentation.Settings;
import dev.gkelocal.autopilot.core.consolidation.Defragmentation.Sizes;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DefragmentationTest {
    private static final Defragmentation DEFRAGMENTATION =
            new Defragmentation(Settings.DEFAULT, ScaleDownSettings.DEFAULT);
    private static final long MAX_CPU = 4_000;
    private static final long MAX_KIB = 16L << 20;

    private static Sizes sizes(double part) {
        return new Sizes(new Size((long) (MAX_CPU * part), (long) (MAX_KIB * part)), new Size(MAX_CPU, MAX_KIB));
    }

    /** Covers all of the node that is not powered. */
    private static Pod balloon(String node, double part) {
        var amount = Resources.of((long) (MAX_CPU * (1 - part)), (long) (16 * Clusters.GIB * (1 - part)));
        return Pod.of("kube-system", "gke-system-balloon-pod-" + node, amount)
                .change()
                .nodeName(node)
                .build();
    }

    /** Nodes n0, n1, ... of a fifth of their size with one Pod each, and big of half its size. */
    private static Cluster cluster(int small, List<Pod> more) {
        var nodes = new ArrayList<Node>(List.of(node("big")));
        var pods = new ArrayList<Pod>(List.of(balloon("big", 0.5), pod("q", "big", 1_900)));
        for (var i = 0; i < small; i++) {
            nodes.add(node("n" + i));
            pods.add(balloon("n" + i, 0.2));
            pods.add(pod("p" + i, "n" + i, 300));
        }
        pods.addAll(more);
        return with(snapshot(nodes, pods.toArray(Pod[]::new)));
    }

    private static Map<String, Sizes> resizable(int small) {
        var all = new TreeMap<String, Sizes>();
        all.put("big", sizes(0.5));
        for (var i = 0; i < small; i++) {
            all.put("n" + i, sizes(0.2));
        }
        return all;
    }

    @Test
    void smallNode_isEmptiedOntoAnotherThatMayGrow() {
        var cluster = cluster(1, List.of());
        var before = places(cluster.snapshot());
        var round = DEFRAGMENTATION.decide(cluster, resizable(1), false, Memory.START, T0);
        assertThat(round.drains()).singleElement().satisfies(it -> {
            assertThat(it.node()).isEqualTo("n0");
            assertThat(it.moves()).containsExactly(new Finding.Move("shop/p0", "shop/p0", "big"));
        });
        assertThat(places(cluster.snapshot())).isEqualTo(before);
    }

    @Test
    void candidates_areTenAtMostAndDrainedOneAtATime() {
        var round = DEFRAGMENTATION.decide(cluster(12, List.of()), resizable(12), false, Memory.START, T0);
        assertThat(round.memory().candidates().size()).isBetween(2, 10);
        assertThat(round.drains()).hasSize(1);
        var next = DEFRAGMENTATION.decide(
                cluster(12, List.of()), resizable(12), false, round.memory(), T0.plusSeconds(10));
        assertThat(next.drains()).isEmpty();
    }

    @Test
    void twoSmallNodes_oneTakesThePodsOfTheOther() {
        var nodes = List.of(node("n0"), node("n1"));
        var cluster = with(
                snapshot(nodes, balloon("n0", 0.2), balloon("n1", 0.2), pod("p0", "n0", 300), pod("p1", "n1", 300)));
        var sizes = Map.of("n0", sizes(0.2), "n1", sizes(0.2));
        var round = DEFRAGMENTATION.decide(cluster, sizes, false, Memory.START, T0);
        assertThat(round.drains()).extracting(Removal::node).containsExactly("n0");
        assertThat(round.memory().candidates()).containsOnlyKeys("n0");
    }

    @Test
    void drain_thatTakesLongerThanFiveMinutes_isGivenUpForAWhile() {
        var cluster = cluster(1, List.of());
        var round = DEFRAGMENTATION.decide(cluster, resizable(1), false, Memory.START, T0);
        var later = T0.plus(ofMinutes(5)).plusSeconds(1);
        var over = DEFRAGMENTATION.decide(cluster, resizable(1), false, round.memory(), later);
        assertThat(over.givenUp()).containsEntry("n0", "scale_down_timeout");
        assertThat(over.drains()).isEmpty();
        var again = DEFRAGMENTATION.decide(cluster, resizable(1), false, over.memory(), later.plus(ofMinutes(5)));
        assertThat(again.drains()).hasSize(1);
    }

    @Test
    void pendingPods_comeFirstForFiveMinutes() {
        var cluster = cluster(1, List.of());
        var memory = new Memory(Map.of(), Map.of(), T0);
        assertThat(DEFRAGMENTATION
                        .decide(cluster, resizable(1), true, memory, T0.plus(ofMinutes(4)))
                        .drains())
                .isEmpty();
        assertThat(DEFRAGMENTATION
                        .decide(cluster, resizable(1), true, memory, T0.plus(ofMinutes(5)))
                        .drains())
                .hasSize(1);
    }

    @Test
    void nodeWithSpareRoomOrAHoldingPod_isNoCandidate() {
        var spare = pod("l", "n0", 10)
                .change()
                .labels(Map.of("cloud.google.com/ca-lookahead-pod", "1"))
                .build();
        assertThat(DEFRAGMENTATION
                        .decide(cluster(1, List.of(spare)), resizable(1), false, Memory.START, T0)
                        .drains())
                .isEmpty();
        var bare = pod("b", "n0", 10).change().owner("").build();
        assertThat(DEFRAGMENTATION
                        .decide(cluster(1, List.of(bare)), resizable(1), false, Memory.START, T0)
                        .drains())
                .isEmpty();
    }
}
