package dev.gkelocal.cloudrun.pods;

import dev.gkelocal.cloudrun.runtime.InstanceOrder;
import dev.gkelocal.cloudrun.runtime.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Pod of an order: one container under the {@code restricted} Pod Security level, never restarted in place. */
final class PodTemplate {
    static final String CONTAINER = "user-container";
    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    private final PodSettings settings;

    PodTemplate(PodSettings settings) {
        this.settings = settings;
    }

    /** @param asNobody whether the image's own user is root, which {@code restricted} does not allow */
    Pod of(InstanceOrder order, Workload.Container workload, Instant createTime, boolean asNobody) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(settings.namespace())
                .withName(PodMarks.name(order.id(), order.revision()))
                .withLabels(PodMarks.labels(order.id(), order.revision()))
                .withAnnotations(PodMarks.annotations(order.revision(), createTime))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(
                        Math.max(1, settings.shutdownGrace().toSeconds()))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(security(workload.port(), asNobody))
                .withContainers(container(order, workload))
                .endSpec()
                .build();
    }

    /** That it is to listen on. */
    static int port(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getPorts().getFirst().getContainerPort();
    }

    private Container container(InstanceOrder order, Workload.Container workload) {
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(workload.image())
                .withCommand(literal(workload.command()))
                .withArgs(literal(workload.args()))
                .withWorkingDir(workload.workingDir().isEmpty() ? null : workload.workingDir())
                .withEnv(environment(order.environment(workload.port())))
                .addNewPort()
                .withContainerPort(workload.port())
                .endPort()
                .withResources(resources(workload.limits()))
                .withSecurityContext(security())
                .build();
    }

    private ResourceRequirements resources(Workload.Limits limits) {
        return new ResourceRequirementsBuilder()
                .withLimits(quantities(limits.milliCpu(), limits.memoryMebibytes()))
                .withRequests(quantities(
                        Math.min(settings.requestedMilliCpu(), limits.milliCpu()),
                        Math.min(settings.requestedMebibytes(), limits.memoryMebibytes())))
                .build();
    }

    private static Map<String, Quantity> quantities(int milliCpu, long mebibytes) {
        return Map.of("cpu", new Quantity(milliCpu + "m"), "memory", new Quantity(mebibytes + "Mi"));
    }

    private static PodSecurityContext security(int port, boolean asNobody) {
        var context = new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile();
        if (asNobody) {
            context.withRunAsUser(PodSettings.NOBODY).withRunAsGroup(PodSettings.NOBODY);
        }
        if (port < FIRST_UNPRIVILEGED_PORT) {
            context.addNewSysctl("net.ipv4.ip_unprivileged_port_start", "0");
        }
        return context.build();
    }

    private static SecurityContext security() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    private static List<EnvVar> environment(Map<String, String> variables) {
        return variables.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> new EnvVarBuilder()
                        .withName(it.getKey())
                        .withValue(literal(it.getValue()))
                        .build())
                .toList();
    }

    private static @Nullable List<String> literal(List<String> texts) {
        return texts.isEmpty() ? null : texts.stream().map(PodTemplate::literal).toList();
    }

    /** Kubernetes puts variables in where a text says {@code $(NAME)}; Cloud Run does not (cloudrun sheet 1.1). */
    private static String literal(String text) {
        return text.replace("$", "$$");
    }
}
