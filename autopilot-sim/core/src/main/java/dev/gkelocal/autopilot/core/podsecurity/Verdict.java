package dev.gkelocal.autopilot.core.podsecurity;

import java.util.List;
import java.util.stream.Collectors;

/** What a level at a version says about a Pod. Without reasons the Pod is allowed; reasons stand in the order of evaluation. */
public record Verdict(List<Reason> reasons) {
    public static final Verdict ALLOWED = new Verdict(List.of());

    public Verdict {
        reasons = List.copyOf(reasons);
    }

    public boolean allowed() {
        return reasons.isEmpty();
    }

    /** The text behind {@code violates PodSecurity "LEVEL:VERSION": }. */
    public String detail() {
        return reasons.stream().map(Reason::toString).collect(Collectors.joining(", "));
    }
}
