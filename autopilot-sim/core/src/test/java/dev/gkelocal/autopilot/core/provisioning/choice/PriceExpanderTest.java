package dev.gkelocal.autopilot.core.provisioning.choice;

import static dev.gkelocal.autopilot.core.provisioning.choice.Machines.existing;
import static dev.gkelocal.autopilot.core.provisioning.choice.Machines.fresh;
import static dev.gkelocal.autopilot.core.provisioning.choice.Machines.machine;
import static dev.gkelocal.autopilot.core.provisioning.choice.Machines.pods;
import static dev.gkelocal.autopilot.core.provisioning.choice.Machines.spot;
import static dev.gkelocal.autopilot.core.provisioning.choice.Machines.withGpus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The terms of the score (autopilot sheet 3.3 and section 8, entry 15). */
class PriceExpanderTest {
    private static final NodeOffer SMALL = machine("n2-standard-2", "n2", 2, 8);
    private static final NodeOffer LARGE = machine("n2-standard-32", "n2", 32, 128);

    private static Choice choose(List<NodeGroup> groups, List<NodeGroup> candidates, PodBatch... batches) {
        return choose(ExpanderRules.autopilotCluster(), groups, candidates, batches);
    }

    private static Choice choose(
            ExpanderRules rules, List<NodeGroup> groups, List<NodeGroup> candidates, PodBatch... batches) {
        var expander = new PriceExpander(rules, ListPrices.autopilot());
        var options = Option.of(candidates, List.of(batches), it -> new FreeRoom(it.node()));
        return expander.choose(new ClusterUse(groups, Map.of()), options);
    }

    private static String winner(Choice choice) {
        return choice.winner().map(it -> it.option().group().name()).orElse("none");
    }

    private static Score score(Choice choice, NodeOffer node) {
        return choice.ranked().stream()
                .filter(it -> it.option().group().node().equals(node))
                .map(Choice.Ranked::score)
                .findFirst()
                .orElseThrow();
    }

    /** Section 8, entry 15: the machine that is cheapest for one Pod is not the one that a cluster of this size wants. */
    @Test
    void choice_inALargeCluster_isNotTheCheapestMachineForOnePod() {
        var candidates = List.of(fresh(SMALL), fresh(LARGE));
        var manyNodes = List.of(existing("pool", machine("n2-standard-16", "n2", 16, 64), 100));
        assertThat(winner(choose(List.of(), candidates, pods(1, 1500, 2000)))).isEqualTo("nap-n2-standard-2");
        assertThat(winner(choose(manyNodes, candidates, pods(1, 1500, 2000)))).isEqualTo("nap-n2-standard-32");
    }

    @Test
    void choice_explainsItself_byRankAndReason() {
        var choice = choose(List.of(), List.of(fresh(LARGE), fresh(SMALL)), pods(1, 1500, 2000));
        assertThat(choice.ranked())
                .extracting(it -> it.option().group().name())
                .containsExactly("nap-n2-standard-2", "nap-n2-standard-32");
        assertThat(choice.reason())
                .startsWith("nap-n2-standard-2 has the lowest score")
                .contains("nap-n2-standard-32 follows");
    }

    @Test
    void choice_withoutOptions_saysSo() {
        var choice = choose(List.of(), List.of(fresh(SMALL)), pods(1, 64_000, 2000));
        assertThat(choice.winner()).isEmpty();
        assertThat(choice.reason()).isEqualTo("there is no option");
    }

    @Test
    void families_ofABalancedClass_takeTurns() {
        var n2 = machine("n2-standard-4", "n2", 4, 16);
        var n2d = machine("n2d-standard-4", "n2d", 4, 16);
        var candidates = List.of(fresh(n2), fresh(n2d));
        assertThat(winner(choose(List.of(existing("a", n2, 3)), candidates, pods(1, 1500, 2000))))
                .isEqualTo("nap-n2d-standard-4");
        assertThat(winner(choose(List.of(existing("a", n2d, 3)), candidates, pods(1, 1500, 2000))))
                .isEqualTo("nap-n2-standard-4");
    }

    @Test
    void newGroup_amongMany_costsMoreThanAnExistingOne() {
        var groups = new ArrayList<NodeGroup>();
        for (var i = 0; i < 50; i++) {
            groups.add(existing("pool" + i, SMALL, 0));
        }
        var choice = choose(groups, List.of(fresh(SMALL), groups.getFirst()), pods(1, 1500, 2000));
        assertThat(winner(choice)).isEqualTo("pool0");
        assertThat(choice.ranked().getLast().score().creationPenalty()).isEqualTo(1 + 0.0004 * (1 + 87 * 87));
    }

    @Test
    void newGroup_alreadyAskedFor_paysNoPenalty() {
        var upcoming = new NodeGroup("soon", "soon", SMALL, 1, 10, NodeGroup.Origin.UPCOMING);
        var choice = choose(ExpanderRules.standardCluster(), List.of(), List.of(upcoming), pods(1, 1500, 2000));
        assertThat(choice.ranked().getFirst().score().creationPenalty()).isEqualTo(1);
    }

    @Test
    void newGroup_onStandard_paysTheFactor_lessWithGpus() {
        var gpu = withGpus(machine("n1-standard-4", "n1", 4, 15), "nvidia-tesla-t4", 1);
        var gpuPod = new PodBatch("gpu", gpu.free(), 1, "", false);
        var choice = choose(
                ExpanderRules.standardCluster(),
                List.of(),
                List.of(fresh(SMALL), fresh(gpu)),
                pods(1, 500, 500),
                gpuPod);
        assertThat(score(choice, SMALL).creationPenalty()).isEqualTo(1.0004 * 1.5);
        assertThat(score(choice, gpu).creationPenalty()).isEqualTo(1.0004 * 1.1);
        assertThat(score(choice, gpu).suppressed()).isEqualTo(1000);
        assertThat(score(choice, gpu).reclaimablePrice()).isZero();
    }

    @Test
    void spotMachine_thatIsLarge_isThreeTimesAsUnfit_unlessItHasLittleMemory() {
        var large = machine("n2-standard-64", "n2", 64, 256);
        var lean = machine("n2-highcpu-64", "n2", 64, 64);
        assertThat(NodeFitness.unfitness(64, spot(large), true)).isEqualTo(3);
        assertThat(NodeFitness.unfitness(64, spot(large), false)).isEqualTo(1);
        assertThat(NodeFitness.unfitness(64, spot(lean), true)).isEqualTo(1);
        assertThat(NodeFitness.unfitness(64, large, true)).isEqualTo(1);
    }

    @Test
    void reservedMachines_costAlmostNothing() {
        var option = new Option(fresh(SMALL), new Packing(2, List.of(new Packing.Share(pods(2, 1500, 2000), 2))), 5);
        var choice = new PriceExpander(ExpanderRules.autopilotCluster(), ListPrices.autopilot())
                .choose(new ClusterUse(List.of(), Map.of()), List.of(option));
        assertThat(choice.ranked().getFirst().score().nodesPrice())
                .isCloseTo(ListPrices.autopilot().node(SMALL) * 2 * 0.02, within(1e-9));
    }

    @Test
    void manyNodes_onAutopilot_leaveOneOut_andForgetUnfitness() {
        var choice = choose(List.of(), List.of(fresh(SMALL)), pods(12, 1500, 2000));
        var score = choice.ranked().getFirst().score();
        assertThat(score.nodesPrice()).isCloseTo(11 * ListPrices.autopilot().node(SMALL), within(1e-9));
        assertThat(score.suppressed()).isEqualTo(1);
        assertThat(score.reclaimablePrice()).isZero();
    }

    @Test
    void largerCluster_prefersLargerNodes() {
        var none = ClusterUse.Requests.NONE;
        assertThat(List.of(
                        3000L, 3001L, 12_000L, 60_000L, 380_000L, 2_300_000L, 18_300_000L, 107_900_000L, 107_900_001L))
                .extracting(it -> NodeFitness.preferredCpus(none, it))
                .containsExactly(1, 2, 2, 4, 8, 16, 32, 64, 96);
    }

    @Test
    void scores_ofEphemeralStorage_countItsReuse() {
        var disk = new dev.gkelocal.autopilot.core.objects.Resources(15_900, 60L << 30, 100L << 30, Map.of());
        var node = new NodeOffer(
                "n2-standard-16",
                "n2",
                16_000,
                64L << 30,
                disk,
                110,
                NodeOffer.Accelerators.NONE,
                NodeOffer.Disk.STANDARD,
                false,
                "");
        var batch = new PodBatch(
                "web",
                new dev.gkelocal.autopilot.core.objects.Resources(500, 2L << 30, 1L << 30, Map.of()),
                2,
                "",
                false);
        var score = choose(List.of(), List.of(fresh(node)), batch)
                .ranked()
                .getFirst()
                .score();
        var memorySlices = (60 - 4) / 2;
        var half = ListPrices.autopilot().pod(batch.requests()) * memorySlices / 2;
        assertThat(score.reclaimablePrice()).isCloseTo(half, within(0.01 * half));
    }
}
