package dev.gkelocal.autopilot.service.mirror;

import dev.gkelocal.autopilot.core.cluster.NodeState;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the node objects of the real cluster in step with the simulated nodes, and their leases fresh. On one thread. */
final class ShownNodes {
    private static final Logger LOG = LoggerFactory.getLogger(ShownNodes.class);
    private static final String MANAGER = "gke-local";
    private static final String LEASES = "kube-node-lease";
    private static final int LEASE_SECONDS = 40;
    private static final Duration RENEW = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final InstantSource clock;
    private final String version;
    private final Map<String, NodeState> shown = new HashMap<>();
    private final Map<String, Instant> renewed = new HashMap<>();

    ShownNodes(KubernetesClient client, InstantSource clock, String version) {
        this.client = client;
        this.clock = clock;
        this.version = version;
    }

    /** @param there names of the simulated nodes that the real cluster has now */
    void show(Collection<NodeState> wanted, Set<String> there) {
        var gone = new TreeSet<>(there);
        for (var state : NodeObjects.listed(wanted)) {
            gone.remove(state.name());
            try {
                show(state, there.contains(state.name()));
            } catch (KubernetesClientException e) {
                LOG.warn("node not shown node={} cause={}", state.name(), e.getMessage());
            }
        }
        gone.forEach(this::remove);
    }

    private void show(NodeState state, boolean isThere) {
        var name = state.name();
        var now = clock.instant();
        if (!isThere || !isSame(shown.get(name), state)) {
            var node = NodeObjects.of(state);
            client.resource(node).fieldManager(MANAGER).forceConflicts().serverSideApply();
            var status = new NodeBuilder(NodeObjects.withStatus(node, state, version, now))
                    .withNewMetadata()
                    .withName(name)
                    .endMetadata()
                    .withSpec(null)
                    .build();
            client.nodes()
                    .withName(name)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(status));
            shown.put(name, state);
        }
        if (renewed.getOrDefault(name, Instant.MIN).plus(RENEW).isBefore(now)) {
            renew(name, now);
            renewed.put(name, now);
        }
    }

    private static boolean isSame(@org.jspecify.annotations.Nullable NodeState before, NodeState now) {
        return before != null
                && before.node().equals(now.node())
                && before.stage() == now.stage()
                && before.machine().equals(now.machine());
    }

    private void renew(String name, Instant now) {
        var lease = new LeaseBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(LEASES)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(name)
                .withLeaseDurationSeconds(LEASE_SECONDS)
                .withRenewTime(now.atZone(ZoneOffset.UTC))
                .endSpec()
                .build();
        client.resource(lease).fieldManager(MANAGER).forceConflicts().serverSideApply();
    }

    private void remove(String name) {
        try {
            client.nodes().withName(name).delete();
            client.leases().inNamespace(LEASES).withName(name).delete();
            shown.remove(name);
            renewed.remove(name);
        } catch (KubernetesClientException e) {
            LOG.warn("node not removed node={} cause={}", name, e.getMessage());
        }
    }
}
