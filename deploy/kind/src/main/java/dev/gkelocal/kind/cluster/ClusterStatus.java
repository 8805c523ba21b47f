package dev.gkelocal.kind.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster at one moment.
 *
 * @param madeFrom the template; null when the cluster was not made by us
 * @param kubeconfig the file in which its context is; empty when it is in none
 * @param apiServer its address on the host; empty without a cluster
 * @param ingressPort where the control plane's port 80 is on the host, 0 when nowhere
 * @param ingressTlsPort the same for 443
 */
public record ClusterStatus(
        String name,
        ClusterState state,
        @Nullable Template madeFrom,
        String context,
        String kubeconfig,
        String apiServer,
        int ingressPort,
        int ingressTlsPort,
        List<NodeStatus> nodes) {
    /** A start that takes longer has failed. */
    static final Duration START_LIMIT = Duration.ofMinutes(3);

    public ClusterStatus {
        nodes = List.copyOf(nodes);
    }

    static ClusterStatus absent(ClusterSettings settings, ClusterState state) {
        return new ClusterStatus(settings.name(), state, null, settings.context(), "", "", 0, 0, List.of());
    }

    public Optional<Template> template() {
        return Optional.ofNullable(madeFrom);
    }

    /** Whether GKE Local made it: only then is it mended and deleted. */
    public boolean isOurs() {
        return madeFrom != null;
    }

    public boolean exists() {
        return !nodes.isEmpty();
    }

    public boolean isRunning() {
        return exists() && nodes.stream().allMatch(NodeStatus::isRunning);
    }

    public boolean isReady() {
        return state == ClusterState.READY;
    }

    public List<String> unhealthy() {
        return nodes.stream()
                .filter(node -> !node.isRunning() || !node.ready())
                .map(NodeStatus::words)
                .toList();
    }

    /**
     * The state that the facts add up to.
     *
     * @param atWork what a command says it is doing to the cluster now
     * @param sinceStart since the youngest container started
     */
    static ClusterState judge(Optional<ClusterState> atWork, List<NodeStatus> nodes, Duration sinceStart) {
        if (atWork.isPresent()) {
            return atWork.get();
        }
        if (nodes.isEmpty()) {
            return ClusterState.NOT_EXISTS;
        }
        if (nodes.stream().anyMatch(node -> node.container().equals("removing"))) {
            return ClusterState.DELETING;
        }
        if (nodes.stream().allMatch(node -> node.container().equals("exited"))) {
            return ClusterState.STOPPED;
        }
        if (nodes.stream().noneMatch(NodeStatus::isControlPlane)
                || !nodes.stream().allMatch(NodeStatus::isRunning)) {
            return ClusterState.ERROR;
        }
        if (nodes.stream().allMatch(NodeStatus::ready)) {
            return ClusterState.READY;
        }
        return sinceStart.compareTo(START_LIMIT) < 0 ? ClusterState.CREATING : ClusterState.ERROR;
    }
}
