package dev.gkelocal.autopilot.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {
    private static Value object(String apiVersion, String kind) {
        return Json.read("{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"metadata\":{\"generateName\":\"x-\"}}"
                .formatted(apiVersion, kind));
    }

    @ParameterizedTest
    @CsvSource({
        "v1, Pod, spec, metadata",
        "v1, ReplicationController, spec.template.spec, spec.template.metadata",
        "apps/v1, Deployment, spec.template.spec, spec.template.metadata",
        "apps/v1beta1, StatefulSet, spec.template.spec, spec.template.metadata",
        "apps/v1, DaemonSet, spec.template.spec, spec.template.metadata",
        "apps/v1, ReplicaSet, spec.template.spec, spec.template.metadata",
        "batch/v1, Job, spec.template.spec, spec.template.metadata",
        "batch/v1beta1, CronJob, spec.jobTemplate.spec.template.spec, spec.jobTemplate.spec.template.metadata"
    })
    void workload_ofKnownKind_tellsWhereItsPodIs(String apiVersion, String kind, String spec, String metadata) {
        var workload = Workload.of(object(apiVersion, kind)).orElseThrow();

        assertThat(workload.podSpec()).hasToString(spec);
        assertThat(workload.podMetadata()).hasToString(metadata);
        assertThat(workload).hasToString(kind + " default/x-");
    }

    @Test
    void workload_ofOtherKinds_isNone() {
        assertThat(Workload.of(object("v1", "Service"))).isEmpty();
        assertThat(Workload.of(object("batch.volcano.sh/v1alpha1", "Job"))).isEmpty();
        assertThat(Workload.of(Value.ABSENT)).isEmpty();
    }
}
