package dev.gkelocal.autopilot.service.enforcement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the cluster keeps to Autopilot's rules now.
 *
 * @param why in words, for a person who wonders; says what to do where something is wrong
 * @param since when this state began
 * @param checked when the cluster was last looked at; null before the first time
 * @param reach how the API server gets to the webhooks; empty where it does not
 * @param certificateUntil of the webhooks; null without
 * @param nodes what makes them advertise more than they have: policy, webhook or none
 * @param namespaces where the rules hold
 * @param authorization whom the API server asks for permission
 */
public record EnforcementStatus(
        State state,
        String why,
        Instant since,
        @Nullable Instant checked,
        String reach,
        @Nullable Instant certificateUntil,
        String nodes,
        List<String> namespaces,
        Authorization authorization) {
    public EnforcementStatus {
        namespaces = List.copyOf(namespaces);
    }

    public enum State {
        STARTING,
        ENFORCING,
        /** Nobody asked for it here. */
        OFF,
        /** A real GKE cluster enforces its own rules. */
        REAL_GKE,
        FAILING
    }

    static EnforcementStatus starting(Instant now) {
        return new EnforcementStatus(
                State.STARTING, "not looked at yet", now, null, "", null, "none", List.of(), Authorization.UNKNOWN);
    }

    /** The same state goes on; another begins now. */
    EnforcementStatus then(EnforcementStatus next) {
        return next.state == state && next.why.equals(why)
                ? new EnforcementStatus(
                        state,
                        why,
                        since,
                        next.checked,
                        next.reach,
                        next.certificateUntil,
                        next.nodes,
                        next.namespaces,
                        next.authorization)
                : next;
    }
}
