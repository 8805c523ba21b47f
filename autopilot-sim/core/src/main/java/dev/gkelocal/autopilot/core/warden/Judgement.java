package dev.gkelocal.autopilot.core.warden;

import java.util.List;

/**
 * What Warden says about one object.
 *
 * @param violations in the order in which they were found; empty = admitted
 * @param mismatches how the Pod differs from the allowlist that its label names; replaces the list of violations in the message
 * @param generatedAllowlist YAML of an allowlist that would exempt the workload, where its annotation asks for one; else empty
 * @param exemptedBy name of the allowlist that exempted the workload; else empty
 * @param connectBlocked whether exec into the exempted Pods is refused
 */
public record Judgement(
        Era era,
        Requester requester,
        List<Violation> violations,
        String mismatches,
        String generatedAllowlist,
        String exemptedBy,
        boolean connectBlocked,
        boolean hintsAtAllowlists) {
    public Judgement {
        violations = List.copyOf(violations);
    }

    public boolean allowed() {
        return violations.isEmpty();
    }

    /** AdmissionResponse.status.code; 200 where the object is admitted. */
    public int code() {
        return allowed() ? 200 : era.code();
    }

    /** AdmissionResponse.status.reason, which kubectl prints in {@code Error from server (REASON)}. */
    public String reason() {
        return allowed() ? "" : new Envelope(this).reason();
    }

    /** AdmissionResponse.status.message. */
    public String message() {
        return allowed() ? "" : new Envelope(this).message();
    }

    /** As the API server passes the message on. */
    public String serverMessage() {
        return "admission webhook \"" + era.webhook() + "\" denied the request: " + message();
    }

    /**
     * As kubectl prints it.
     *
     * @param file what was applied; empty leaves it out
     */
    public String kubectlMessage(String file) {
        var where = file.isEmpty() ? "" : "error when creating \"" + file + "\": ";
        return "Error from server (" + reason() + "): " + where + serverMessage();
    }
}
