package dev.gkelocal.autopilot.core.warden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text around violations, by era (autopilot sheet 2.2). */
record Envelope(Judgement judgement) {
    private static final String WARDEN_REASON = "GKE Warden constraints violations";
    private static final String RULE = "=".repeat(71);

    String reason() {
        return switch (judgement.era()) {
            case GATEKEEPER -> message();
            case POLICY_CONTROLLER -> String.join("|", byConstraint().keySet());
            case EARLY_WARDEN, WARDEN -> WARDEN_REASON;
        };
    }

    String message() {
        if (!judgement.mismatches().isEmpty()) {
            return "\n\n" + RULE + "\n" + judgement.mismatches().replaceFirst("\n", "\n" + RULE + "\n");
        }
        return switch (judgement.era()) {
            case GATEKEEPER -> lines();
            case POLICY_CONTROLLER ->
                "GKE Policy Controller rejected the request because it violates one or more policies: " + json();
            case EARLY_WARDEN, WARDEN ->
                "GKE Warden rejected the request because it violates one or more constraints."
                        + "\nViolations details: "
                        + json()
                        + "\n"
                        + requestedBy()
                        + allowlistPart();
        };
    }

    private String lines() {
        var groups = HostConstraints.regoList(judgement.requester().groups());
        var trailer = " Requesting user: <" + judgement.requester().user() + "> and groups: <[" + groups + "]>";
        return judgement.violations().stream()
                .map(it -> "[denied by " + it.constraint() + "] " + it.message()
                        + (it.message().endsWith(".") ? "" : ".") + trailer)
                .collect(Collectors.joining("\n"));
    }

    private String requestedBy() {
        return "Requested by user: '" + judgement.requester().user() + "', groups: '"
                + String.join(",", judgement.requester().groups()) + "'.";
    }

    private String allowlistPart() {
        if (!judgement.generatedAllowlist().isEmpty()) {
            return "\n\nThis workload can be enabled using the following Custom Resource. To be used in-cluster, the"
                    + " WorkloadAllowlist must be uploaded to Google Cloud Storage and then installed using an"
                    + " AllowlistSynchronizer.\n---\n"
                    + judgement.generatedAllowlist();
        }
        return judgement.hintsAtAllowlists()
                ? "\nTo generate an allowlist for this workload, add the 'cloud.google.com/generate-allowlist: \"true\"'"
                        + " annotation to your Pod."
                : "";
    }

    private Map<String, List<String>> byConstraint() {
        var sorted = new TreeMap<String, List<String>>();
        for (var violation : judgement.violations()) {
            sorted.computeIfAbsent("[denied by " + violation.constraint() + "]", it -> new ArrayList<>())
                    .add(violation.message());
        }
        return sorted;
    }

    private String json() {
        return byConstraint().entrySet().stream()
                .map(it -> literal(it.getKey()) + ":"
                        + it.getValue().stream()
                                .map(message -> literal(withUser(message)))
                                .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** In 2022 only messages with a final period named the user. */
    private String withUser(String message) {
        return judgement.era() == Era.POLICY_CONTROLLER && message.endsWith(".")
                ? message + " " + requestedBy()
                : message;
    }

    /** A JSON string as Go's encoder writes it, which also escapes what HTML minds. */
    private static String literal(String text) {
        var literal = new StringBuilder("\"");
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                        literal.append("\\u%04x".formatted((int) c));
                    } else {
                        literal.append(c);
                    }
                }
            }
        }
        return literal.append('"').toString();
    }
}
