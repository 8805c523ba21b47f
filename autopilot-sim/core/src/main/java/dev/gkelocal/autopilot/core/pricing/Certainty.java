package dev.gkelocal.autopilot.core.pricing;

/** How far a figure can be trusted, best first. */
public enum Certainty {
    DOCUMENTED,
    /** In price tables of published programs. */
    CODE,
    /** Reckoned from a figure of another region or option. */
    DERIVED,
    ASSUMED;

    public Certainty and(Certainty other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
