package dev.gkelocal.autopilot.core.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PodClassTest {
    private static final ClusterTraits TRAITS = ClusterTraits.of(true);

    private static PodClass of(String podSpec) {
        return of(podSpec, Map.of());
    }

    private static PodClass of(String podSpec, Map<String, CustomClass> classes) {
        return PodClass.of(Value.ABSENT, Json.read(podSpec), false, TRAITS, classes);
    }

    @Test
    void pod_withoutSelector_isGeneralPurpose() {
        var found = of("{}");

        assertThat(found.rules().name()).isEqualTo("general-purpose");
        assertThat(found.arch()).isEqualTo("amd64");
        assertThat(found.supported()).isTrue();
    }

    @Test
    void pod_withSelectorOrAffinity_hasThatClass() {
        assertThat(of("{\"nodeSelector\":{\"cloud.google.com/compute-class\":\"Balanced\"}}")
                        .rules()
                        .name())
                .isEqualTo("Balanced");
        assertThat(of("""
                {"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[
                {"matchExpressions":[{"key":"cloud.google.com/compute-class","operator":"In","values":["Scale-Out"]},
                {"key":"kubernetes.io/arch","operator":"In","values":["arm64"]}]}]}}}}""")).satisfies(it -> {
            assertThat(it.rules().name()).isEqualTo("Scale-Out");
            assertThat(it.rules().maximum().milliCpu()).isEqualTo(43_000);
        });
    }

    @Test
    void pod_withUnknownClass_isUnsupported() {
        var spec = "{\"nodeSelector\":{\"cloud.google.com/compute-class\":\"mine\"}}";

        assertThat(of(spec).supported()).isFalse();
        assertThat(of(spec, Map.of("mine", CustomClass.ofMachines("mine")))).satisfies(it -> {
            assertThat(it.supported()).isTrue();
            assertThat(it.rules().enforcesRatio()).isFalse();
        });
        assertThat(of(spec, Map.of("mine", new CustomClass("mine", "general-purpose", false)))
                        .rules()
                        .enforcesRatio())
                .isTrue();
    }

    @Test
    void autopilotClass_onOldCluster_isUnsupported() {
        var spec = Json.read("{\"nodeSelector\":{\"cloud.google.com/compute-class\":\"autopilot-spot\"}}");
        var old = new ClusterTraits(true, ClusterVersion.of("1.33.1-gke.1"), Set.of());

        assertThat(PodClass.of(Value.ABSENT, spec, false, old, Map.of()).supported())
                .isFalse();
        assertThat(PodClass.of(Value.ABSENT, spec, false, TRAITS, Map.of())).satisfies(it -> {
            assertThat(it.supported()).isTrue();
            assertThat(it.spot()).isTrue();
        });
    }

    @Test
    void pod_withGpu_isAccelerated() {
        var found = of("{\"containers\":[{\"resources\":{\"limits\":{\"nvidia.com/gpu\":2}}}]}");

        assertThat(found.gpus()).isEqualTo(2);
        assertThat(found.rules().enforcesRequests()).isFalse();
    }

    @Test
    void separation_needsSelectorAndTolerationOnOwnLabel() {
        var own =
                "{\"nodeSelector\":{\"team\":\"a\"},\"tolerations\":[{\"key\":\"team\",\"operator\":\"Equal\",\"value\":\"%s\"}]}";
        var systems = "{\"nodeSelector\":{\"sandbox.gke.io/runtime\":\"gvisor\"},"
                + "\"tolerations\":[{\"key\":\"sandbox.gke.io/runtime\",\"operator\":\"Exists\"}]}";

        assertThat(of(own.formatted("a")).shape()).isEqualTo(WorkloadShape.SEPARATED);
        assertThat(of(own.formatted("b")).shape()).isEqualTo(WorkloadShape.ORDINARY);
        assertThat(of(systems).shape()).isEqualTo(WorkloadShape.ORDINARY);
    }

    @Test
    void annotation_safeToEvictFalse_isExtendedDuration() {
        var metadata = Json.read("{\"annotations\":{\"cluster-autoscaler.kubernetes.io/safe-to-evict\":\"false\"}}");

        assertThat(PodClass.of(metadata, Value.ABSENT, false, TRAITS, Map.of()).shape())
                .isEqualTo(WorkloadShape.SEPARATED);
        assertThat(PodClass.of(metadata, Value.ABSENT, true, TRAITS, Map.of()).shape())
                .isEqualTo(WorkloadShape.DAEMON_SET);
    }

    @Test
    void customClass_isReadFromItsObject() {
        var object = Json.read("""
                {"apiVersion":"cloud.google.com/v1","kind":"ComputeClass","metadata":{"name":"mine"},
                "spec":{"priorities":[{"machineFamily":"n4"},{"gpu":{"type":"nvidia-l4","count":1}}]}}""");

        assertThat(CustomClass.of(object)).contains(new CustomClass("mine", "", true));
        assertThat(CustomClass.of(Value.ABSENT)).isEmpty();
    }
}
