package dev.gkelocal.autopilot.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.classes.ClusterTraits;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.warden.Requester;
import dev.gkelocal.autopilot.core.warden.Warden;
import dev.gkelocal.autopilot.core.warden.WardenSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What admission adds must not be what Warden refuses. */
class AddedPlacementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"cloud.google.com/compute-class\":\"Balanced\"}",
                "{\"cloud.google.com/compute-class\":\"Scale-Out\",\"kubernetes.io/arch\":\"arm64\"}",
                "{\"cloud.google.com/compute-class\":\"Performance\",\"cloud.google.com/machine-family\":\"c3\"}",
                "{\"cloud.google.com/compute-class\":\"autopilot-spot\"}",
                "{\"cloud.google.com/compute-class\":\"autopilot-arm\"}",
                "{\"cloud.google.com/gke-spot\":\"true\"}",
                "{\"cloud.google.com/gke-preemptible\":\"true\"}"
            })
    void admittedPod_passesWarden(String nodeSelector) {
        for (var runtime : new String[] {"", "gvisor"}) {
            var spec = Json.read(Vectors.spec(Vectors.container("c", "1/4Gi")))
                    .with("nodeSelector", Json.read(nodeSelector))
                    .with("runtimeClassName", runtime.isEmpty() ? Value.ABSENT : Value.of(runtime));

            var admitted = Admission.mutate(Vectors.object("Deployment", spec), ClusterRules.of(true))
                    .object();

            assertThat(Warden.judge(admitted, Requester.SOMEBODY, WardenSettings.of(ClusterTraits.of(true)))
                            .message())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nvidia-l4", "nvidia-tesla-t4"})
    void admittedGpuPod_passesWarden(String gpu) {
        var spec = Json.read(
                "{\"nodeSelector\":{\"cloud.google.com/gke-accelerator\":\"" + gpu + "\"},\"containers\":[{\"name\":"
                        + "\"c\",\"resources\":{\"limits\":{\"nvidia.com/gpu\":\"1\",\"cpu\":\"4\",\"memory\":\"16Gi\"}}}]}");

        var admitted = Admission.mutate(Vectors.object("Job", spec), ClusterRules.of(true))
                .object();

        assertThat(Warden.judge(admitted, Requester.SOMEBODY, WardenSettings.of(ClusterTraits.of(true)))
                        .message())
                .isEmpty();
    }
}
