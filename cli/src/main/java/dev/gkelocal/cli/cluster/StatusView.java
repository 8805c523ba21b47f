package dev.gkelocal.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Table;
import dev.gkelocal.kind.cluster.Authorization;
import dev.gkelocal.kind.cluster.ClusterStatus;
import dev.gkelocal.kind.cluster.Template;

/**
 * A cluster as its user sees it.
 *
 * @param authorization whom its API server asks for permission
 */
record StatusView(ClusterStatus status, Authorization.State authorization) {

    /** {@code nodes} is their number, as it has always been; each one is in {@code members}. */
    ObjectNode json() {
        var json = Json.object()
                .put("name", status.name())
                .put("exists", status.exists())
                .put("running", status.isRunning())
                .put("ready", status.isReady())
                .put("nodes", status.nodes().size())
                .put("kubeconfig", status.kubeconfig())
                .put("state", status.state().word())
                .put("template", status.template().map(Template::word).orElse(""))
                .put("context", status.context())
                .put("authorization", authorization.word())
                .put("apiServer", status.apiServer())
                .put("ingressPort", status.ingressPort())
                .put("ingressTlsPort", status.ingressTlsPort());
        var members = json.putArray("members");
        status.nodes()
                .forEach(node -> members.addObject()
                        .put("name", node.name())
                        .put("role", node.role())
                        .put("container", node.container())
                        .put("ready", node.ready())
                        .put("version", node.version())
                        .put("message", node.message()));
        return json;
    }

    String text() {
        var head = "cluster    %s: %s%s".formatted(status.name(), status.state().word(), origin());
        if (!status.exists()) {
            return head;
        }
        var table = new Table("NODE", "ROLE", "CONTAINER", "READY", "VERSION", "REASON");
        status.nodes()
                .forEach(node -> table.row(
                        node.name(),
                        node.role(),
                        node.container(),
                        node.ready() ? "yes" : "no",
                        node.version(),
                        node.message()));
        return head + "\n" + "context    "
                + status.context() + (status.kubeconfig().isEmpty() ? " (in no kubeconfig)" : "") + "\n"
                + (status.apiServer().isEmpty() ? "" : "API        " + status.apiServer() + "\n")
                + "ingress    " + ingress() + "\n"
                + "permission " + permission() + "\n\n" + table;
    }

    private String origin() {
        if (!status.exists()) {
            return "";
        }
        return status.template().map(it -> ", from template " + it.word()).orElse(", not made by gke-local");
    }

    private String permission() {
        return switch (authorization) {
            case NONE ->
                "RBAC; Autopilot's authoriser needs a cluster of template autopilot with Kubernetes 1.32 or newer";
            case OWN -> "RBAC; Autopilot's authoriser comes with `gke-local up --kind`";
            case AUTOPILOT -> "Autopilot's authoriser, then RBAC";
        };
    }

    private String ingress() {
        if (status.ingressPort() == 0) {
            return "no port of the host leads to port 80 of its control plane";
        }
        return "http://localhost:" + status.ingressPort()
                + (status.ingressTlsPort() == 0 ? "" : ", https://localhost:" + status.ingressTlsPort());
    }
}
