package dev.gkelocal.e2e.driver;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A Pod that knocks at doors and tells where somebody answered.
 *
 * @param namespace in which it runs
 * @param labels that make it look like another Pod; it is never ready, so no Service sends it anything
 */
public record Probe(String namespace, Map<String, String> labels) {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /**
     * Policies take hold of a new Pod a moment after its start. To refuse a connection is an answer, too: what a policy keeps
     * back stays without one, and {@code timeout} ends with 124.
     */
    private static final String SCRIPT = """
            sleep 3
            for door in "$@"; do
              (timeout 6 bash -c "exec 3<>/dev/tcp/${door%:*}/${door##*:}" 2>/dev/null; [ $? = 124 ] || echo "$door") &
            done
            wait
            """;

    /** @param host an address, so that no name needs to be looked up */
    public record Door(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    public Set<Door> open(List<Door> doors) {
        var pods = Cluster.get().client().pods().inNamespace(namespace);
        var pod = pods.resource(pod(doors)).create();
        try {
            var itself = pods.withName(pod.getMetadata().getName());
            Patience.within(LONGEST)
                    .until(() -> itself.get().getStatus().getPhase().matches("Succeeded|Failed"));
            var opened = Set.copyOf(itself.getLog().lines().toList());
            return doors.stream().filter(it -> opened.contains(it.toString())).collect(Collectors.toSet());
        } finally {
            pods.resource(pod).withGracePeriod(0).delete();
        }
    }

    private Pod pod(List<Door> doors) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("e2e-probe-" + UUID.randomUUID().toString().substring(0, 8))
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(65_532L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(container(doors))
                .endSpec()
                .build();
    }

    private static Container container(List<Door> doors) {
        var small = Map.of("cpu", new Quantity("10m"), "memory", new Quantity("32Mi"));
        return new ContainerBuilder()
                .withName("probe")
                .withImage(Target.setting("cluster.installation.base_image"))
                .withCommand("bash", "-c", SCRIPT, "probe")
                .withArgs(doors.stream().map(Door::toString).toList())
                .withNewResources()
                .withRequests(small)
                .endResources()
                .withNewReadinessProbe()
                .withNewExec()
                .withCommand("false")
                .endExec()
                .endReadinessProbe()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .build();
    }
}
