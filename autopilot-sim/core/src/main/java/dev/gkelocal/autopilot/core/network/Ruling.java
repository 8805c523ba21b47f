package dev.gkelocal.autopilot.core.network;

import dev.gkelocal.autopilot.core.network.Verdict.Basis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All policies in the order in which they are asked, and the evaluation itself. */
final class Ruling {
    /** Names break ties, which the API leaves open, so that the order of the input never matters. */
    private static final Comparator<Policy> ORDER = Comparator.comparing(Policy::tier)
            .thenComparingInt(Policy::priority)
            .thenComparing(Policy::kind)
            .thenComparing(Policy::namespace)
            .thenComparing(Policy::name);

    private static final Policy.Rule NO_RULE = new Policy.Rule("", Policy.Action.DENY, List.of(), List.of());

    private final List<Policy> policies;
    private final Dataplane dataplane;
    private final Map<Identity, List<Policy>> selecting = new HashMap<>();

    /** What decides which policies select a Pod; replicas share it. */
    private record Identity(String namespace, Map<String, String> labels, boolean hostNetwork) {
        static Identity of(End.InPod pod) {
            return new Identity(pod.namespace(), pod.labels(), pod.hostNetwork());
        }
    }

    Ruling(List<Policy> policies, List<End.InPod> pods, Dataplane dataplane) {
        this.policies = policies.stream().sorted(ORDER).toList();
        this.dataplane = dataplane;
        pods.forEach(it -> selecting.computeIfAbsent(Identity.of(it), ignored -> select(it)));
    }

    List<Policy> policies() {
        return policies;
    }

    /** Policies whose order is open, since they share a tier and a priority. */
    List<String> ties() {
        var ties = new ArrayList<String>();
        for (var i = 1; i < policies.size(); i++) {
            var one = policies.get(i - 1);
            var other = policies.get(i);
            if (one.tier() != Tier.NETWORK_POLICY && one.tier() == other.tier() && one.priority() == other.priority()) {
                ties.add(one.title() + " and " + other.title()
                        + " share a priority: which goes first is undefined, here " + one.title());
            }
        }
        return ties;
    }

    private List<Policy> select(End.InPod pod) {
        return policies.stream().filter(it -> it.selects(pod)).toList();
    }

    Verdict verdict(Traffic traffic, Direction direction) {
        var subject = traffic.subject(direction);
        if (!(subject instanceof End.InPod pod)) {
            return new Verdict(direction, true, Basis.NO_POD, subject, List.of());
        }
        if (pod.hostNetwork()) {
            return new Verdict(direction, true, Basis.HOST_NETWORK, subject, List.of());
        }
        if (traffic.from().equals(traffic.to())) {
            return new Verdict(direction, true, Basis.SELF, subject, List.of());
        }
        if (passesAsNode(traffic.peer(direction), pod, direction)) {
            return new Verdict(direction, true, Basis.OWN_NODE, subject, List.of());
        }
        return new Asking(direction, traffic, pod).verdict();
    }

    /** Probes always pass; on Dataplane V2 what a Pod sends to its node is judged, as the metadata server shows. */
    private boolean passesAsNode(End peer, End.InPod pod, Direction direction) {
        var isOwn = switch (peer) {
            case End.Kubelet ignored -> true;
            case End.OnNode node -> node.name().equals(pod.node());
            case End.InPod other ->
                other.hostNetwork() && !pod.node().isEmpty() && other.node().equals(pod.node());
            case End.Outside ignored -> false;
        };
        return isOwn && (direction == Direction.INGRESS || dataplane != Dataplane.V2);
    }

    /** One pass over the policies that select a Pod. */
    private final class Asking {
        private final Direction direction;
        private final Traffic traffic;
        private final End.InPod subject;
        private final List<Policy> asked;
        private final List<Step> steps = new ArrayList<>();

        private Asking(Direction direction, Traffic traffic, End.InPod subject) {
            this.direction = direction;
            this.traffic = traffic;
            this.subject = subject;
            var known = selecting.get(Identity.of(subject));
            asked = known == null ? select(subject) : known;
        }

        private Verdict verdict() {
            var admin = ordered(Tier.ADMIN);
            if (admin != Policy.Action.PASS) {
                return decided(admin == Policy.Action.ACCEPT, Basis.ADMIN_RULE);
            }
            var isIsolated = false;
            for (var policy : asked) {
                if (policy.tier() == Tier.NETWORK_POLICY
                        && policy.rules(direction).isPresent()) {
                    isIsolated = true;
                    if (firstMatch(policy) != NO_RULE) {
                        return decided(true, Basis.POLICY_RULE);
                    }
                }
            }
            if (isIsolated) {
                return decided(false, Basis.ISOLATED);
            }
            var baseline = ordered(Tier.BASELINE);
            return baseline == Policy.Action.PASS
                    ? decided(true, Basis.DEFAULT)
                    : decided(baseline == Policy.Action.ACCEPT, Basis.BASELINE_RULE);
        }

        private Verdict decided(boolean allowed, Basis basis) {
            return new Verdict(direction, allowed, basis, subject, steps);
        }

        /** The action of the first rule of a tier that matches; PASS when none does. */
        private Policy.Action ordered(Tier tier) {
            for (var policy : asked) {
                if (policy.tier() == tier) {
                    var rule = firstMatch(policy);
                    if (rule != NO_RULE) {
                        return rule.action();
                    }
                }
            }
            return Policy.Action.PASS;
        }

        private Policy.Rule firstMatch(Policy policy) {
            var rules = policy.rules(direction).orElse(List.of());
            if (rules.isEmpty() && policy.tier() == Tier.NETWORK_POLICY) {
                steps.add(new Step(direction, policy, NO_RULE, Step.Outcome.NO_RULES, traffic));
            }
            for (var rule : rules) {
                var outcome = rule.match(traffic, direction, subject, dataplane);
                steps.add(new Step(direction, policy, rule, outcome, traffic));
                if (outcome == Step.Outcome.MATCHED) {
                    return rule;
                }
            }
            return NO_RULE;
        }
    }
}
