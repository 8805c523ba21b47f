package dev.gkelocal.autopilot.core.provisioning.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.requirements.LabelRequirements;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineFamily;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineSelectorTest {
    private static final MachineCatalogue CATALOGUE = MachineCatalogue.bundled();
    private final MachineSelector selector = new MachineSelector(CATALOGUE, ClusterMachines.AUTOPILOT);

    private static Demand demand(Map<String, String> nodeSelector) {
        return demand(nodeSelector, ClassRule.NONE);
    }

    private static Demand demand(Map<String, String> nodeSelector, ClassRule rule) {
        var pod = Pod.of("default", "web", Resources.of(500, 2L << 30))
                .change()
                .nodeSelector(nodeSelector)
                .build();
        return Demand.of(LabelRequirements.of(pod), rule, true);
    }

    private List<String> families(Demand demand) {
        return switch (selector.select(demand)) {
            case Selection.Chosen(var spec, var how, var lost) ->
                spec.families().stream().map(MachineFamily::name).toList();
            case Selection.None(var why) -> List.of(why.message());
        };
    }

    @Test
    void plainPod_getsResizableMachines_andE2WhereTheyAreShort() {
        assertThat(families(demand(Map.of()))).containsExactly("ek", "e2");
    }

    @Test
    void spotPod_getsNoResizableMachine() {
        assertThat(families(demand(Map.of("cloud.google.com/gke-spot", "true"))))
                .containsExactly("e2");
    }

    @Test
    void armPod_getsTheArmDefault_butNoResizableAmdMachine() {
        assertThat(families(demand(Map.of("kubernetes.io/arch", "arm64")))).containsExactly("c4a");
    }

    @Test
    void ruleOfArmPods_getsTheFamiliesThatStandInForE4a() {
        var rule = new ClassRule(
                true,
                "general-purpose-arm",
                "",
                "",
                ClassRule.ANY_PLATFORM,
                false,
                0,
                0,
                ClassRule.Accelerators.NONE,
                List.of(),
                0);
        assertThat(families(demand(Map.of(), rule))).containsExactly("n4a", "c4a");
    }

    @Test
    void scaleOutPod_withoutArchitecture_getsAmd64() {
        var selector = Map.of("cloud.google.com/compute-class", "Scale-Out");
        assertThat(families(demand(selector))).containsExactly("t2d");
        assertThat(families(
                        demand(Map.of("cloud.google.com/compute-class", "Scale-Out", "kubernetes.io/arch", "arm64"))))
                .containsExactly("t2a");
    }

    @Test
    void gpuPod_getsTheFamilyOfItsGpu_andOnlyMachinesThatCarryIt() {
        var demand = demand(Map.of("cloud.google.com/gke-accelerator", "nvidia-l4"), ClassRule.NONE);
        assertThat(selector.select(demand)).isInstanceOfSatisfying(Selection.Chosen.class, it -> {
            assertThat(it.spec().candidates(CATALOGUE))
                    .isNotEmpty()
                    .allMatch(type -> type.gpuType().equals("nvidia-l4"));
            assertThat(it.how()).isEqualTo(Selection.How.IMPLIED);
        });
    }

    @Test
    void performancePod_withoutFamily_isRefusedInTheAutoscalersWords() {
        assertThat(families(demand(Map.of("cloud.google.com/compute-class", "Performance"))))
                .containsExactly("compute class \"Performance\" cannot be specified without machine family");
    }

    @Test
    void architecture_thatDoesNotExist_isRefused() {
        assertThat(families(demand(Map.of("kubernetes.io/arch", "s390x"))))
                .containsExactly("system architecture \"s390x\" unknown");
    }

    @Test
    void chosen_saysWhichFamiliesWereLost() {
        var demand = demand(Map.of(
                "cloud.google.com/compute-class", "Balanced",
                "cloud.google.com/requested-min-cpu-platform", "Intel_Ice_Lake"));
        assertThat(selector.select(demand)).isInstanceOfSatisfying(Selection.Chosen.class, it -> {
            assertThat(it.spec().families()).extracting(MachineFamily::name).containsExactly("n2");
            assertThat(it.lost())
                    .extracting(Refusal::message)
                    .containsExactly(
                            "compute class \"Balanced\" doesn't allow setting min_cpu_platform to \"Intel Ice Lake\"");
        });
    }

    @Test
    void candidates_leaveOutMachinesThatMustBeNamed() {
        var spec = MachineSpec.of(List.of(CATALOGUE.family("c3").orElseThrow()));
        assertThat(spec.candidates(CATALOGUE))
                .extracting(MachineType::name)
                .contains("c3-standard-4")
                .doesNotContain("c3-standard-192-metal");
    }

    @Test
    void rule_withMinima_leavesOutSmallerMachines() {
        var rule = new ClassRule(
                true, "", "n4", "", ClassRule.ANY_PLATFORM, false, 16, 100, ClassRule.Accelerators.NONE, List.of(), 0);
        var types = MachineSpec.of(List.of(CATALOGUE.family("n4").orElseThrow())).candidates(CATALOGUE).stream()
                .filter(rule::allows)
                .map(MachineType::name)
                .toList();
        assertThat(types).contains("n4-highmem-16", "n4-standard-32").doesNotContain("n4-standard-16", "n4-highmem-8");
        assertThat(families(demand(Map.of(), rule))).containsExactly("n4");
    }
}
