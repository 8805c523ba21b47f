package dev.gkelocal.autopilot.core.provisioning.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.provisioning.requirements.LabelRequirements;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineFamily;
import dev.gkelocal.autopilot.core.provisioning.shapes.PodFamily;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPlanTest {
    private static final String COST_FIRST = """
            {"apiVersion": "cloud.google.com/v1", "kind": "ComputeClass", "metadata": {"name": "cost-first"},
             "spec": {
               "priorityDefaults": {"location": {"zones": ["europe-west1-b"]}},
               "priorities": [
                 {"machineFamily": "n2", "spot": true, "minCores": 8, "minMemoryGb": 32},
                 {"machineType": "n2-standard-16", "location": {"zones": ["europe-west1-c"]}},
                 {"gpu": {"type": "nvidia-l4", "count": 2, "driverVersion": "latest"}, "maxRunDurationSeconds": 3600}],
               "whenUnsatisfiable": "%s",
               "nodePoolAutoCreation": {"enabled": true},
               "autoscalingPolicy": {"consolidationDelayMinutes": %s},
               "activeMigration": {"optimizeRulePriority": true}}}""";

    @Test
    void of_fullObject_readsPrioritiesInOrder() {
        var plan = plan("DoNotScaleUp", "5");
        assertThat(plan.name()).isEqualTo("cost-first");
        assertThat(plan.priorities()).hasSize(3);
        var spot = plan.priorities().getFirst();
        assertThat(spot.machineFamily()).isEqualTo("n2");
        assertThat(spot.spot()).isTrue();
        assertThat(spot.minCores()).isEqualTo(8);
        assertThat(spot.minMemoryGib()).isEqualTo(32);
        assertThat(plan.priorities().get(2).accelerators())
                .isEqualTo(new ClassRule.Accelerators("nvidia-l4", 2, "latest", "", 0, ""));
        assertThat(plan.priorities().get(2).maxRunSeconds()).isEqualTo(3600);
        assertThat(plan.createsPools() && plan.migratesUp() && !plan.managed()).isTrue();
    }

    @Test
    void of_priorityDefaults_countWhereTheRuleIsSilent() {
        var priorities = plan("DoNotScaleUp", "5").priorities();
        assertThat(priorities.get(0).zones()).containsExactly("europe-west1-b");
        assertThat(priorities.get(1).zones()).containsExactly("europe-west1-c");
    }

    @Test
    void attempts_scaleUpAnyway_endWithAnyMachine() {
        assertThat(plan("DoNotScaleUp", "5").attempts()).hasSize(3);
        assertThat(plan("ScaleUpAnyway", "5").attempts()).hasSize(4).last().isEqualTo(ClassRule.EMPTY);
    }

    @Test
    void consolidationDelay_beyondItsBounds_isKeptWithinThem() {
        assertThat(plan("", "5").consolidationDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(plan("", "0").consolidationDelay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(plan("", "100000").consolidationDelay()).isEqualTo(Duration.ofDays(1));
        assertThat(plan("", "null").consolidationDelay()).isEqualTo(ClassPlan.UNSAID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"autopilot", "autopilot-spot", "autopilot-arm"})
    void builtIn_everyClass_namesAPodFamilyWithMachines(String name) {
        var plan = ClassPlan.builtIn(name).orElseThrow();
        var rule = plan.priorities().getFirst();
        assertThat(PodFamily.bundled(rule.podFamily())).isPresent();
        assertThat(rule.spot()).isEqualTo(name.endsWith("-spot"));
        assertThat(families(rule)).isNotEmpty();
    }

    @Test
    void builtIn_arm_takesAxionMachines() {
        assertThat(families(ClassPlan.builtIn("autopilot-arm")
                        .orElseThrow()
                        .priorities()
                        .getFirst()))
                .contains("n4a", "c4a");
    }

    private static List<String> families(ClassRule rule) {
        var selector = new MachineSelector(MachineCatalogue.bundled(), ClusterMachines.AUTOPILOT);
        var selection = selector.select(Demand.of(LabelRequirements.NONE, rule, true));
        return selection instanceof Selection.Chosen chosen
                ? chosen.spec().families().stream().map(MachineFamily::name).toList()
                : List.of();
    }

    private static ClassPlan plan(String whenUnsatisfiable, String delay) {
        return ClassPlan.of(Json.read(COST_FIRST.formatted(whenUnsatisfiable, delay)));
    }
}
