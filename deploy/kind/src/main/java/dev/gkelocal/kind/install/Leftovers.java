package dev.gkelocal.kind.install;

import dev.gkelocal.kind.cluster.SimulatedNodes;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.function.Consumer;

/** What autopilot-sim has put into the rest of the cluster, once it is gone itself: no Pod may wait for it, no node pretend. */
final class Leftovers {
    private static final String GATE = "autopilot.gke-local.dev/node";
    private static final String POLICY = "nodes.autopilot.gke-local.dev";
    private static final String LEASES = "kube-node-lease";
    private static final List<String> POLICY_KINDS =
            List.of("MutatingAdmissionPolicyBinding", "MutatingAdmissionPolicy");
    private static final List<String> VERSIONS = List.of("v1", "v1beta1");
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final Consumer<String> progress;

    Leftovers(KubernetesClient client, Consumer<String> progress) {
        this.client = client;
        this.progress = progress;
    }

    /** @return how many objects were deleted */
    int remove() {
        int removed = policies();
        for (var node : SimulatedNodes.of(client)) {
            var name = node.getMetadata().getName();
            progress.accept("removing simulated node " + name);
            client.nodes().withName(name).delete();
            client.leases().inNamespace(LEASES).withName(name).delete();
            removed++;
        }
        client.pods().inAnyNamespace().list().getItems().stream()
                .filter(Leftovers::waits)
                .forEach(this::release);
        return removed;
    }

    private int policies() {
        int removed = 0;
        for (var kind : POLICY_KINDS) {
            for (var version : VERSIONS) {
                removed += policy(kind, version);
            }
        }
        return removed;
    }

    /** Servers without such policies, or without this version of their API, answer 404. */
    private int policy(String kind, String version) {
        var definition = new ResourceDefinitionContext.Builder()
                .withGroup("admissionregistration.k8s.io")
                .withVersion(version)
                .withKind(kind)
                .withPlural(kind.endsWith("Binding") ? "mutatingadmissionpolicybindings" : "mutatingadmissionpolicies")
                .build();
        try {
            var resource = client.genericKubernetesResources(definition).withName(POLICY);
            if (resource.get() == null) {
                return 0;
            }
            progress.accept("removing " + kind + " " + POLICY);
            resource.delete();
            return 1;
        } catch (KubernetesClientException absent) {
            if (absent.getCode() == NOT_FOUND) {
                return 0;
            }
            throw absent;
        }
    }

    private static boolean waits(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getSpec().getSchedulingGates() != null
                && pod.getSpec().getSchedulingGates().stream().anyMatch(it -> GATE.equals(it.getName()));
    }

    private void release(Pod pod) {
        var metadata = pod.getMetadata();
        progress.accept("releasing Pod " + metadata.getNamespace() + "/" + metadata.getName());
        client.pods()
                .inNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .edit(it -> {
                    it.getSpec().getSchedulingGates().removeIf(gate -> GATE.equals(gate.getName()));
                    return it;
                });
    }
}
