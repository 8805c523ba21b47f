package dev.gkelocal.autopilot.core.network;

import java.util.List;

/**
 * What the rules of one end say.
 *
 * @param steps the rules that were asked, in order, up to the one that decided; empty where no policy selects the Pod
 */
public record Verdict(Direction direction, boolean allowed, Basis basis, End subject, List<Step> steps) {
    /** What decided. */
    public enum Basis {
        /** The end is no Pod: policies don't bind it. */
        NO_POD,
        /** The end is a Pod in the host's network: policies don't bind it. */
        HOST_NETWORK,
        /** A Pod always reaches itself. */
        SELF,
        /** The node of a Pod always reaches it: probes pass. */
        OWN_NODE,
        ADMIN_RULE,
        /** A rule of a NetworkPolicy allows it. */
        POLICY_RULE,
        /** NetworkPolicies select the Pod and none has a rule for it. */
        ISOLATED,
        BASELINE_RULE,
        /** No policy has a say. */
        DEFAULT
    }

    public Verdict {
        steps = List.copyOf(steps);
    }

    /** The policies that select the Pod and were asked, as titles. */
    public List<String> policies() {
        return steps.stream().map(it -> it.policy().title()).distinct().toList();
    }

    /** One sentence: allowed or denied, and why. */
    public String text() {
        return direction.field() + (allowed ? " allowed: " : " denied: ") + why();
    }

    private String why() {
        return switch (basis) {
            case NO_POD -> subject + " is no Pod, policies don't bind it";
            case HOST_NETWORK -> subject.name() + " uses the host's network, policies don't bind it";
            case SELF -> "a Pod always reaches itself";
            case OWN_NODE -> "the node of a Pod always reaches it";
            case ADMIN_RULE, BASELINE_RULE, POLICY_RULE -> steps.getLast().text();
            case ISOLATED -> isolated();
            case DEFAULT ->
                steps.isEmpty()
                        ? "no policy selects " + subject
                        : "no rule decides, and no NetworkPolicy selects " + subject;
        };
    }

    private String isolated() {
        var selecting = steps.stream()
                .map(Step::policy)
                .filter(it -> it.tier() == Tier.NETWORK_POLICY)
                .distinct()
                .toList();
        return selecting.size() == 1
                ? "only " + selecting.getFirst().title() + " selects " + subject + ", and no rule of it matches"
                : selecting.size() + " NetworkPolicies select " + subject + ", and no rule of them matches";
    }
}
