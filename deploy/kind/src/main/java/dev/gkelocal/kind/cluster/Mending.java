package dev.gkelocal.kind.cluster;

import java.util.List;

/** What has to be done first to have a cluster that runs, going by its containers. */
sealed interface Mending {
    record Create() implements Mending {}

    /** Nothing in it can be saved. */
    record Recreate(String why) implements Mending {}

    record Start(List<String> nodes) implements Mending {
        public Start {
            nodes = List.copyOf(nodes);
        }
    }

    record Leave() implements Mending {}

    record Refuse(String sentence) implements Mending {}

    static Mending of(ClusterStatus status) {
        if (!status.exists()) {
            return new Create();
        }
        var gone = names(status, NodeStatus.GONE);
        if (!gone.isEmpty()) {
            return new Refuse(
                    "node %s of cluster %s has no container any more, and Kind cannot add one; `gke-local cluster reset` makes the cluster anew (what is in it is lost), `kubectl --context %s delete node %s` goes on without"
                            .formatted(
                                    String.join(", ", gone), status.name(), status.context(), String.join(" ", gone)));
        }
        if (!status.isOurs()) {
            return status.isRunning()
                    ? new Leave()
                    : new Refuse(
                            "cluster %s is not running and was not made by gke-local: start it the way it was made, or choose another name with cluster.name"
                                    .formatted(status.name()));
        }
        return ours(status);
    }

    private static Mending ours(ClusterStatus status) {
        if (status.nodes().stream().noneMatch(NodeStatus::isControlPlane)) {
            return new Recreate("its control plane was gone");
        }
        if (!names(status, "created").isEmpty() || !names(status, "dead").isEmpty()) {
            return new Recreate("it was only half made");
        }
        var stopped = status.nodes().stream()
                .filter(node -> !node.isRunning())
                .map(NodeStatus::name)
                .toList();
        return stopped.isEmpty() ? new Leave() : new Start(stopped);
    }

    private static List<String> names(ClusterStatus status, String container) {
        return status.nodes().stream()
                .filter(node -> node.container().equals(container))
                .map(NodeStatus::name)
                .toList();
    }
}
