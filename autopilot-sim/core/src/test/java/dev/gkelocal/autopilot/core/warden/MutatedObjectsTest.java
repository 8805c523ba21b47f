package dev.gkelocal.autopilot.core.warden;

import static dev.gkelocal.autopilot.core.warden.Given.TODAY;
import static dev.gkelocal.autopilot.core.warden.Given.deployment;
import static dev.gkelocal.autopilot.core.warden.Given.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.admission.Admission;
import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.manifest.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Warden judges what mutation made: what mutation repairs or adds is never refused. */
class MutatedObjectsTest {
    private static Value mutated(Value object, boolean bursting) {
        return Admission.mutate(object, ClusterRules.of(bursting)).object();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{containers: [{name: a}]}",
                "{containers: [{name: a, resources: {requests: {cpu: 1m, memory: 1Mi}}}]}",
                "{nodeSelector: {cloud.google.com/gke-spot: 'true'}, containers: [{name: a}]}",
                "{nodeSelector: {cloud.google.com/gke-preemptible: 'true'}, containers: [{name: a}]}",
                "{nodeSelector: {cloud.google.com/compute-class: Balanced}, containers: [{name: a}]}",
                "{nodeSelector: {cloud.google.com/compute-class: Scale-Out, kubernetes.io/arch: arm64}, containers: [{name: a}]}",
                "{nodeSelector: {cloud.google.com/compute-class: Performance, cloud.google.com/machine-family: c3}, containers: [{name: a, resources: {requests: {cpu: 3}}}]}",
                "{nodeSelector: {cloud.google.com/gke-accelerator: nvidia-l4}, containers: [{name: a, resources: {limits: {nvidia.com/gpu: 1}}}]}",
                "{runtimeClassName: gvisor, containers: [{name: a}]}",
                "{nodeSelector: {team: shop}, tolerations: [{key: team, operator: Exists}], containers: [{name: a, resources: {requests: {cpu: 50m, memory: 52Mi}}}]}",
                "{containers: [{name: a, securityContext: {capabilities: {add: [NET_RAW]}}}], initContainers: [{name: i}]}"
            })
    void workload_thatMutationCompletes_isAdmitted(String spec) {
        assertThat(said(mutated(deployment(spec), true), TODAY)).isEmpty();
        assertThat(said(mutated(deployment(spec), false), TODAY)).isEmpty();
    }

    @Test
    void antiAffinity_isNotRepairedByMutation() {
        var object = deployment(
                "{affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                        + " [{topologyKey: kubernetes.io/hostname}]}}, containers: [{name: a, resources: {requests: {cpu: 100m}}}]}");

        assertThat(said(mutated(object, true), TODAY))
                .singleElement()
                .asString()
                .contains("'100m' is lower than");
        assertThat(said(mutated(object, false), TODAY))
                .singleElement()
                .asString()
                .contains("'250m' is lower than");
    }
}
