package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.manifest.Path;

/** Carries a malformed amount from the depth of a draft to {@link Admission}; never leaves the package. */
final class Unjudgeable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unjudgeable(Path path, String text) {
        super(path + ": \"" + text + "\" is no quantity", null, false, false);
    }
}
