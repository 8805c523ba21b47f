package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects every violation; Warden does not stop at the first. */
final class Findings {
    private final Era era;
    private final List<Violation> violations = new ArrayList<>();

    Findings(Era era) {
        this.era = era;
    }

    void add(String message, Path path, String... values) {
        violations.add(Messages.violation(era, message, path, List.of(values)));
    }

    Era era() {
        return era;
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }
}
