package dev.gkelocal.cloudrun.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cloudrun.runtime.InstanceOrder;
import dev.gkelocal.cloudrun.runtime.Workload;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PodTemplateTest {
    private static final RevisionName REVISION =
            RevisionName.parse("projects/p/locations/r/services/hello/revisions/hello-00001-abc");
    private static final PodSettings SETTINGS =
            new PodSettings("run", 50, 64, Duration.ofSeconds(10), 4, Duration.ofSeconds(1));

    @Test
    void pod_ofOrder_saysWhichInstanceItIs() {
        // When
        var pod = pod(8080, 1000, List.of());

        // Then
        assertThat(pod.getMetadata().getName()).isEqualTo("hello-00001-abc-one");
        assertThat(PodMarks.instance(pod)).contains(new InstanceId("one"));
        assertThat(PodMarks.revision(pod)).contains(REVISION);
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("cloudrun.gkelocal.dev/service", "hello")
                .containsEntry("cloudrun.gkelocal.dev/region", "r");
        assertThat(PodMarks.time(pod, PodMarks.CREATE_TIME)).contains(Instant.EPOCH);
    }

    @Test
    void container_ofOrder_hasTheContractsEnvironment() {
        // When
        var container = pod(9000, 1000, List.of()).getSpec().getContainers().getFirst();

        // Then
        assertThat(container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue)))
                .containsEntry("PORT", "9000")
                .containsEntry("K_SERVICE", "hello")
                .containsEntry("K_REVISION", "hello-00001-abc")
                .containsEntry("K_CONFIGURATION", "hello")
                .containsEntry("COLOUR", "blue");
    }

    @Test
    void variableReferences_areLiteralText() {
        // When
        var container = pod(8080, 1000, List.of("echo", "$(PORT)"))
                .getSpec()
                .getContainers()
                .getFirst();

        // Then
        assertThat(container.getCommand()).containsExactly("echo", "$$(PORT)");
    }

    @Test
    void resources_askForLittleAndLimitAsWritten() {
        // When
        var resources =
                pod(8080, 20, List.of()).getSpec().getContainers().getFirst().getResources();

        // Then
        assertThat(resources.getLimits())
                .containsEntry("cpu", new Quantity("20m"))
                .containsEntry("memory", new Quantity("512Mi"));
        assertThat(resources.getRequests())
                .containsEntry("cpu", new Quantity("20m"))
                .containsEntry("memory", new Quantity("64Mi"));
    }

    @Test
    void security_isThatOfTheRestrictedLevel() {
        // When
        var spec = pod(80, 1000, List.of()).getSpec();

        // Then
        var container = spec.getContainers().getFirst().getSecurityContext();
        assertThat(spec.getAutomountServiceAccountToken()).isFalse();
        assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(spec.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(spec.getSecurityContext().getSysctls())
                .singleElement()
                .satisfies(it -> assertThat(it.getName()).isEqualTo("net.ipv4.ip_unprivileged_port_start"));
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
    }

    private static Pod pod(int port, int milliCpu, List<String> command) {
        var workload = new Workload.Container(
                "localhost:5001/hello", command, List.of(), "", port, new Workload.Limits(milliCpu, 512));
        var order = new InstanceOrder(
                new InstanceId("one"),
                REVISION,
                workload,
                Map.of("COLOUR", "blue"),
                Duration.ofMinutes(4),
                Duration.ZERO);
        return new PodTemplate(SETTINGS).of(order, workload, Instant.EPOCH, false);
    }
}
