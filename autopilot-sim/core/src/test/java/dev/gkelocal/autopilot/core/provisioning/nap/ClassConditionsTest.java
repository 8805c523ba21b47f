package dev.gkelocal.autopilot.core.provisioning.nap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.TestYaml;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Status conditions of custom ComputeClasses, in the autoscaler's words. */
class ClassConditionsTest {
    private static final List<String> ZONES = List.of("us-central1-a", "us-central1-b");

    private static ClassPlan plan(boolean autoCreation, String priorities) {
        return ClassPlan.of(TestYaml.value("""
                apiVersion: cloud.google.com/v1
                kind: ComputeClass
                metadata: {name: c}
                spec:
                  nodePoolAutoCreation: {enabled: %s}
                  priorities: [%s]
                """.formatted(autoCreation, priorities)));
    }

    private static List<ClassCondition> conditions(boolean autoProvisioning, ClassPlan plan) {
        var cluster = new ClassConditions.Cluster(autoProvisioning, "e2", ZONES, List.of());
        return new ClassConditions(MachineCatalogue.bundled(), cluster).of(plan);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {machineFamily: n1, minCores: 2, minMemoryGb: 4}
            {machineType: n2-custom-8-32768}
            {gpu: {type: nvidia-l4, count: 1}}
            {machineFamily: n1, gpu: {type: nvidia-tesla-t4, count: 4}, minCores: 96}
            {machineType: n1-standard-4, storage: {localSSDCount: 2}}
            {machineFamily: n2, minCpuPlatform: Intel Ice Lake, storage: {bootDiskType: pd-ssd}}
            """)
    void class_thatCanWork_isHealthyAndNothingElse(String priority) {
        assertThat(conditions(true, plan(true, priority)))
                .containsExactly(new ClassCondition("Health", true, "Health", "Crd is healthy."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {machineFamily: x9}                                                | MachineFamilyNotFound      | Machine family x9 is not a known family.
            {machineType: n1-mega-4}                                           | MachineTypeNotFound        | Machine type n1-mega-4 is not a known type.
            {minCores: 1000, minMemoryGb: 8}                                   | NoSuitableMachineExists    | Machine type in the given machine family with at least 1000 cpu and 8 memory doesn't exist.
            {machineFamily: n1, gpu: {type: odd, count: 128}}                  | NoSuitableMachineExists    | GPU type odd is not supported.
            {machineFamily: n1, gpu: {type: nvidia-tesla-t4, count: 3}}        | NoSuitableMachineExists    | GPU type nvidia-tesla-t4 with count 3 is not supported.
            {machineFamily: e2, gpu: {type: nvidia-tesla-t4, count: 1}}        | NoSuitableMachineExists    | GPU type nvidia-tesla-t4 with count 1 is not supported with machine family e2.
            {machineType: n1-standard-96, gpu: {type: nvidia-tesla-t4, count: 1}} | NoSuitableMachineExists | GPU type nvidia-tesla-t4 with count 1 is not supported with machine type n1-standard-96.
            {machineFamily: e2, storage: {localSSDCount: 1}}                   | NoSuitableMachineExists    | Local SSD count 1 is not supported with machine family e2.
            {machineFamily: e2, storage: {bootDiskType: hyperdisk-balanced}}   | NoSuitableMachineExists    | Disk type hyperdisk-balanced is not supported with machine family e2.
            {minCpuPlatform: Intel Pentium}                                    | UnknownMinCpuPlatform      | MinCpuPlatform Intel Pentium is not known.
            {machineFamily: e2, minCpuPlatform: Intel Ice Lake}                | MinCpuPlatformIncompatible | MinCpuPlatform Intel Ice Lake is not compatible with machine family e2.
            {nodepools: [gone]}                                                | NodePoolNotExist           | Nodepool gone specified by name has autoscaling disabled or doesn't exist in the cluster.
            '{location: {zones: [us-east1-b]}}'                                | LocationNotEnabledForAutoprovisioning | Location us-east1-b specified in zonal preferences is not eligible for autoprovisioning. Available locations: [us-central1-a us-central1-b]
            """)
    void class_thatCannotWork_saysWhy(String priority, String reason, String message) {
        assertThat(conditions(true, plan(true, priority)))
                .containsExactly(
                        new ClassCondition("CrdMisconfigured", true, reason, message),
                        new ClassCondition("Health", false, "Health", "Crd is not healthy."));
    }

    @Test
    void class_withoutMeansOfItsOwn_isMisconfigured() {
        assertThat(conditions(false, plan(true, "{machineFamily: n1}")))
                .extracting(ClassCondition::reason)
                .containsExactly("NapCannotBeEnabled", "Health");
        assertThat(conditions(true, plan(false, "{machineFamily: n1}")))
                .extracting(ClassCondition::reason)
                .containsExactly("NapDisabledAndNoMatchingNodegroups", "Health");
    }

    @Test
    void class_withSeveralFaults_tellsTheFirstPriority() {
        assertThat(conditions(true, plan(true, "{machineFamily: n1}, {machineFamily: x9}, {machineType: n1-mega-4}")))
                .extracting(ClassCondition::reason)
                .containsExactly("MachineFamilyNotFound", "Health");
    }
}
