package dev.gkelocal.autopilot.core.warden;

import java.util.List;

/** Who sent the request; denials name both. */
public record Requester(String user, List<String> groups) {
    /** A person with a cluster credential, where nobody is named. */
    public static final Requester SOMEBODY = new Requester("user@example.com", List.of("system:authenticated"));

    public Requester {
        groups = List.copyOf(groups);
    }
}
