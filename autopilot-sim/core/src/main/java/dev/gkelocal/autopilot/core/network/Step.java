package dev.gkelocal.autopilot.core.network;

import java.util.stream.Collectors;

/**
 * What one rule of a policy that selects the Pod made of the traffic; texts are made when they are asked for.
 *
 * @param rule empty text as label where the policy has no rules in this direction
 */
public record Step(Direction direction, Policy policy, Policy.Rule rule, Outcome outcome, Traffic traffic) {
    public enum Outcome {
        MATCHED,
        /** No peer of the rule is the other end. */
        OTHER_PEER,
        /** The other end is meant, this port and protocol aren't. */
        OTHER_PORT,
        /** The policy has no rule in this direction, so that it allows nothing. */
        NO_RULES
    }

    /** {@code NetworkPolicy shop/web ingress[0]: ...} with the reason. */
    public String text() {
        var label = rule.label().isEmpty() ? "" : " " + rule.label();
        return policy.title() + label + ": " + reason();
    }

    private String reason() {
        return switch (outcome) {
            case MATCHED ->
                switch (rule.action()) {
                    case ACCEPT -> "allows it";
                    case DENY -> "denies it";
                    case PASS -> "passes it on to the next tier";
                };
            case OTHER_PEER ->
                "no match: " + traffic.peer(direction) + " is not among "
                        + rule.peers().stream().map(Peer::toString).collect(Collectors.joining("; "));
            case OTHER_PORT ->
                "no match: " + traffic.protocol() + " " + traffic.port() + " is not among "
                        + rule.ports().stream().map(PortRule::toString).collect(Collectors.joining("; "))
                        + named();
            case NO_RULES -> "no match: it has no " + direction.field() + " rules";
        };
    }

    /** Named ports are the usual surprise: they mean the container ports of the destination. */
    private String named() {
        if (rule.ports().stream().allMatch(it -> it instanceof PortRule.Range)) {
            return "";
        }
        return switch (traffic.to()) {
            case End.InPod pod -> {
                var names = pod.ports().stream()
                        .filter(it -> !it.name().isEmpty())
                        .map(it -> it.name() + "=" + it.protocol() + " " + it.number())
                        .collect(Collectors.joining(", "));
                yield " (names of " + pod.key() + ": " + (names.isEmpty() ? "none" : names) + ")";
            }
            case End.OnNode ignored -> " (a node has no named ports)";
            case End.Kubelet ignored -> " (a node has no named ports)";
            case End.Outside ignored -> " (an address has no named ports)";
        };
    }
}
