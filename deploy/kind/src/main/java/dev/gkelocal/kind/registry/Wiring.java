package dev.gkelocal.kind.registry;

import dev.gkelocal.kind.engine.Container;
import dev.gkelocal.kind.engine.Engine;
import dev.gkelocal.kind.engine.Trouble;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a cluster use a registry under the name that it has on the host: the container joins the nodes' network, every node's containerd
 * is told where the name leads, and the cluster tells tools about it.
 */
final class Wiring {
    private static final String NETWORK = "kind";
    private static final String CLUSTER_LABEL = "io.x-k8s.kind.cluster";
    private static final String ROLE_LABEL = "io.x-k8s.kind.role";
    private static final String BALANCER = "external-load-balancer";

    private final Engine engine;
    private final String cluster;

    Wiring(Engine engine, String cluster) {
        this.engine = engine;
        this.cluster = cluster;
    }

    /** What had to be done, in past tense; nothing when all was in place. */
    List<String> connect(Container registry, KubernetesClient client) {
        var done = new ArrayList<String>();
        if (!registry.addresses().containsKey(NETWORK)) {
            join(registry.name());
            done.add("joined %s to the network %s".formatted(registry.name(), NETWORK));
        }
        for (var node : nodes()) {
            if (tell(node.name(), registry)) {
                done.add("told " + node.name() + " where " + RegistryContainer.name(registry) + " leads");
            }
        }
        var wanted = new Hosting(RegistryContainer.name(registry), registry.name() + ":" + RegistryContainer.PORT);
        var had = Hosting.read(client);
        if (had.isEmpty() || !had.get().host().equals(wanted.host())) {
            wanted.write(client);
            done.add("announced it in ConfigMap %s/%s".formatted(Hosting.NAMESPACE, Hosting.NAME));
        }
        return done;
    }

    /** Whether the nodes reach it now. */
    boolean isConnected(Container registry, Optional<Hosting> hosting) {
        return registry.isRunning()
                && registry.addresses().containsKey(NETWORK)
                && hosting.filter(it -> it.host().equals(RegistryContainer.name(registry)))
                        .isPresent();
    }

    private List<Container> nodes() {
        var nodes = engine.containers("label=" + CLUSTER_LABEL + "=" + cluster).stream()
                .filter(it -> !BALANCER.equals(it.labels().get(ROLE_LABEL)))
                .filter(Container::isRunning)
                .toList();
        if (nodes.isEmpty()) {
            throw new Trouble(
                    Trouble.Kind.PRECONDITION,
                    "no node of cluster %s runs; `gke-local cluster create` makes or starts it".formatted(cluster));
        }
        return nodes;
    }

    private void join(String container) {
        var ran = engine.ask("network", "connect", NETWORK, container);
        if (!ran.ok() && !ran.err().contains("already exists")) {
            throw new Trouble(
                    Trouble.Kind.FAILED,
                    "cannot join %s to the network %s: %s".formatted(container, NETWORK, ran.lastWords()));
        }
    }

    /** Writes the file that containerd reads for each pull; false when it was there. */
    private boolean tell(String node, Container registry) {
        var folder = "/etc/containerd/certs.d/" + RegistryContainer.name(registry);
        var file = folder + "/hosts.toml";
        var wanted = "[host.\"http://%s:%d\"]\n".formatted(registry.name(), RegistryContainer.PORT);
        if (engine.shell(node, "cat " + file, "").out().equals(wanted)) {
            return false;
        }
        var written = engine.shell(node, "mkdir -p " + folder + " && cat >" + file, wanted);
        if (!written.ok()) {
            throw new Trouble(
                    Trouble.Kind.FAILED, "cannot write %s in node %s: %s".formatted(file, node, written.lastWords()));
        }
        return true;
    }
}
