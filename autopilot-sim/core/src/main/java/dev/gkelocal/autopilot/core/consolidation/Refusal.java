package dev.gkelocal.autopilot.core.consolidation;

/**
 * A reason with what it is about.
 *
 * @param pod {@code namespace/name} of the Pod in the way; empty where the reason is the node's
 * @param detail further numbers or names; may be empty
 */
public record Refusal(Reason reason, String pod, String detail) {
    static Refusal of(Reason reason) {
        return new Refusal(reason, "", "");
    }

    /** {@code no.scale.down... (shop/web): text; detail}. */
    public String text() {
        return reason.id() + (pod.isEmpty() ? "" : " (" + pod + ")") + ": " + reason.text()
                + (detail.isEmpty() ? "" : "; " + detail);
    }
}
