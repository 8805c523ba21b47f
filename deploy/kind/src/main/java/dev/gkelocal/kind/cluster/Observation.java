package dev.gkelocal.kind.cluster;

import dev.gkelocal.kind.engine.Container;
import dev.gkelocal.kind.engine.Engine;
import dev.gkelocal.kind.engine.Trouble;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a cluster: its containers, and the nodes that its API server knows. */
final class Observation {
    static final String CLUSTER_LABEL = "io.x-k8s.kind.cluster";
    private static final String ROLE_LABEL = "io.x-k8s.kind.role";
    private static final String WORKER = "worker";

    private final Engine engine;
    private final KindProgram kind;
    private final ClusterSettings settings;
    private final Map<String, String> environment;

    Observation(Engine engine, KindProgram kind, ClusterSettings settings, Map<String, String> environment) {
        this.engine = engine;
        this.kind = kind;
        this.settings = settings;
        this.environment = environment;
    }

    /** All containers of the cluster; those without a node's role too, such as the balancer before several control planes. */
    List<Container> containers() {
        return engine.containers("label=" + CLUSTER_LABEL + "=" + settings.name());
    }

    /** A kubeconfig for this cluster alone; empty while its control plane is not running or not set up. */
    Optional<String> kubeconfig() {
        try {
            return Optional.of(kind.kubeconfig(settings.name()));
        } catch (Trouble _) {
            return Optional.empty();
        }
    }

    ClusterStatus look(Optional<ClusterState> atWork) {
        var containers = containers();
        if (containers.isEmpty()) {
            return ClusterStatus.absent(settings, atWork.orElse(ClusterState.NOT_EXISTS));
        }
        var controlPlane =
                containers.stream().filter(Observation::isControlPlane).findFirst();
        var kubeconfig = controlPlane.filter(Container::isRunning).flatMap(it -> kubeconfig());
        var address = "";
        Optional<Map<String, Node>> seen = Optional.empty();
        if (kubeconfig.isPresent()) {
            try (var api = new ClusterApi(kubeconfig.get())) {
                address = api.address();
                seen = api.nodes();
            }
        }
        var nodes = nodes(containers, seen);
        return new ClusterStatus(
                settings.name(),
                ClusterStatus.judge(atWork, nodes, sinceStart(containers)),
                containers.stream()
                        .flatMap(it -> Mark.of(it).stream())
                        .findFirst()
                        .orElse(null),
                settings.context(),
                kubeconfig
                        .flatMap(it -> Kubeconfig.fileWith(environment, settings.context(), it))
                        .map(Object::toString)
                        .orElse(""),
                address,
                controlPlane.map(it -> port(it, ClusterSettings.HTTP)).orElse(0),
                controlPlane.map(it -> port(it, ClusterSettings.HTTPS)).orElse(0),
                nodes);
    }

    private static int port(Container controlPlane, int inside) {
        return controlPlane.published().getOrDefault(inside, 0);
    }

    private static boolean isControlPlane(Container container) {
        return NodeStatus.CONTROL_PLANE.equals(container.labels().get(ROLE_LABEL));
    }

    private static Duration sinceStart(List<Container> containers) {
        var youngest = containers.stream()
                .map(Container::startedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return Duration.between(youngest, Instant.now());
    }

    /** Those with a container, and those that the API server knows and that have none any more. */
    private static List<NodeStatus> nodes(List<Container> containers, Optional<Map<String, Node>> seen) {
        var nodes = new ArrayList<NodeStatus>();
        for (var container : containers) {
            var role = container.labels().getOrDefault(ROLE_LABEL, "");
            if (role.equals(WORKER) || role.equals(NodeStatus.CONTROL_PLANE)) {
                var node = seen.map(it -> it.get(container.name()));
                nodes.add(status(container.name(), role, container.state(), node));
            }
        }
        seen.ifPresent(all -> all.forEach((name, node) -> {
            if (nodes.stream().noneMatch(it -> it.name().equals(name))) {
                nodes.add(status(name, WORKER, NodeStatus.GONE, Optional.of(node)));
            }
        }));
        return nodes;
    }

    private static NodeStatus status(String name, String role, String container, Optional<Node> node) {
        var readiness = node.flatMap(ClusterApi::readiness);
        boolean ready = readiness.filter(it -> "True".equals(it.getStatus())).isPresent();
        var message = node.isEmpty()
                ? container.equals("running") ? "the API server does not know it, or does not answer" : ""
                : readiness.map(it -> String.valueOf(it.getMessage())).orElse("its kubelet has not reported");
        var version = node.map(it -> it.getStatus().getNodeInfo())
                .map(it -> it.getKubeletVersion())
                .orElse("");
        return new NodeStatus(name, role, container, ready, ready ? "" : message, version);
    }
}
