package dev.gkelocal.autopilot.core.provisioning.nap;

import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.empty;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.facts;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.outOf;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.pod;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.pods;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.TestYaml;
import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Custom ComputeClasses (autopilot sheet 1.10). */
class ClassPlanTest {
    private static ClassPlan fast(String whenUnsatisfiable) {
        return ClassPlan.of(TestYaml.value("""
                apiVersion: cloud.google.com/v1
                kind: ComputeClass
                metadata: {name: fast}
                spec:
                  nodePoolAutoCreation: {enabled: true}
                  whenUnsatisfiable: %s
                  priorityDefaults: {location: {zones: [us-central1-b]}}
                  priorities:
                  - {machineFamily: n4, spot: true, minCores: 8}
                  - {machineFamily: c3}
                """.formatted(whenUnsatisfiable)));
    }

    private static List<Pod> fastPods() {
        return pods(
                1,
                selecting(pod("web", 500, 2), Map.of("cloud.google.com/compute-class", "fast"))
                        .change()
                        .tolerations(List.of(
                                new dev.gkelocal.autopilot.core.objects.Toleration(
                                        "cloud.google.com/compute-class", true, "", ""),
                                new dev.gkelocal.autopilot.core.objects.Toleration(
                                        "cloud.google.com/gke-spot", true, "", "")))
                        .build());
    }

    private static Provisioning plan(NapFacts facts) {
        return Provisioner.autopilot().plan(fastPods(), empty(), facts);
    }

    @Test
    void class_readsItsRules() {
        var plan = fast("ScaleUpAnyway");
        assertThat(plan.name()).isEqualTo("fast");
        assertThat(plan.scaleUpAnyway()).isTrue();
        assertThat(plan.autoCreation()).isTrue();
        assertThat(plan.priorities()).hasSize(2);
        assertThat(plan.priorities().getFirst().rule().minCores()).isEqualTo(8);
        assertThat(plan.priorities().getFirst().rule().zones()).containsExactly("us-central1-b");
    }

    @Test
    void firstPriority_winsWhileItCanBeHad() {
        var plan = plan(Clusters.with(facts(), fast("DoNotScaleUp"))).plans().getFirst();
        assertThat(plan.tier()).isEqualTo("priority 1 of ComputeClass fast");
        assertThat(plan.pool().group().node().family()).isEqualTo("n4");
        assertThat(plan.pool().group().node().milliCpu()).isGreaterThanOrEqualTo(8000);
        assertThat(plan.pool().group().node().spot()).isTrue();
        assertThat(plan.pool().zone()).isEqualTo("us-central1-b");
        assertThat(plan.pool().template().labels()).containsEntry("cloud.google.com/compute-class", "fast");
    }

    @Test
    void nextPriority_followsAStockOut() {
        var result = plan(outOf(Clusters.with(facts(), fast("DoNotScaleUp")), "n4"));
        assertThat(result.plans().getFirst().tier()).isEqualTo("priority 2 of ComputeClass fast");
        assertThat(result.failures()).isNotEmpty();
    }

    @Test
    void whenUnsatisfiable_decidesAboutTheRest() {
        var anyway = plan(outOf(Clusters.with(facts(), fast("ScaleUpAnyway")), "n4", "c3"));
        assertThat(anyway.plans().getFirst().tier()).isEqualTo("ScaleUpAnyway of ComputeClass fast");
        assertThat(anyway.plans().getFirst().pool().group().node().family()).isEqualTo("e2");
        var not = plan(outOf(Clusters.with(facts(), fast("DoNotScaleUp")), "n4", "c3"));
        assertThat(not.plans()).isEmpty();
        assertThat(not.failures()).isNotEmpty();
    }

    @Test
    void unknownClass_isRefused() {
        var result = plan(facts());
        assertThat(result.refused().getFirst().reasons())
                .extracting(Reason::id)
                .containsExactly("no.scale.up.nap.ccc.not.found");
        assertThat(result.refused().getFirst().reasons().getFirst().message())
                .isEqualTo("the specified 'cloud.google.com/compute-class:fast' is not supported");
    }

    @Test
    void class_withoutAutoCreation_makesNoGroups() {
        var closed = new ClassPlan("fast", fast("DoNotScaleUp").priorities(), false, false);
        var result = plan(Clusters.with(facts(), closed));
        assertThat(result.refused().getFirst().reasons())
                .extracting(Reason::id)
                .containsExactly("no.scale.up.nap.ccc.autoprovisioning.disabled");
    }
}
