package dev.gkelocal.autopilot.core.network;

import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.autopilot.core.objects.LabelSelector;
import java.util.List;
import java.util.Optional;

/**
 * A policy, ready to be asked.
 *
 * @param namespace empty for policies of the whole cluster
 * @param priority within the tier, the lowest first
 * @param namespaces of the Pods that it selects; only for policies of the whole cluster
 * @param ingress empty where the policy doesn't speak about that direction; present with no rules, a NetworkPolicy allows nothing
 */
public record Policy(
        Tier tier,
        String kind,
        String namespace,
        String name,
        int priority,
        LabelSelector namespaces,
        LabelSelector pods,
        Optional<List<Rule>> ingress,
        Optional<List<Rule>> egress,
        Position at) {
    public Policy {
        ingress = ingress.map(List::copyOf);
        egress = egress.map(List::copyOf);
    }

    /** What happens to traffic that a rule matches. Rules of NetworkPolicy always accept. */
    public enum Action {
        ACCEPT,
        DENY,
        PASS
    }

    /** One rule; no peers = every peer, no ports = every port and protocol. */
    public static final class Rule {
        private final String label;
        private final Action action;
        private final List<Peer> peers;
        private final List<PortRule> ports;

        Rule(String label, Action action, List<Peer> peers, List<PortRule> ports) {
            this.label = label;
            this.action = action;
            this.peers = List.copyOf(peers);
            this.ports = List.copyOf(ports);
        }

        /** Field and index, and the name where it has one: {@code ingress[0] "allow-dns"}. */
        public String label() {
            return label;
        }

        public Action action() {
            return action;
        }

        Step.Outcome match(Traffic traffic, Direction direction, End.InPod subject, Dataplane dataplane) {
            var peer = traffic.peer(direction);
            if (!peers.isEmpty() && peers.stream().noneMatch(it -> it.matches(peer, subject, dataplane))) {
                return Step.Outcome.OTHER_PEER;
            }
            return ports.isEmpty() || ports.stream().anyMatch(it -> it.matches(traffic))
                    ? Step.Outcome.MATCHED
                    : Step.Outcome.OTHER_PORT;
        }

        List<Peer> peers() {
            return peers;
        }

        List<PortRule> ports() {
            return ports;
        }
    }

    /** Kind and name, as kubectl would take them: {@code NetworkPolicy shop/allow-web}. */
    public String title() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }

    /** Pods in the host's network are never selected. */
    boolean selects(End.InPod pod) {
        return !pod.hostNetwork()
                && (tier == Tier.NETWORK_POLICY
                        ? pod.namespace().equals(namespace)
                        : namespaces.matches(pod.namespaceLabels()))
                && pods.matches(pod.labels());
    }

    Optional<List<Rule>> rules(Direction direction) {
        return direction == Direction.INGRESS ? ingress : egress;
    }
}
