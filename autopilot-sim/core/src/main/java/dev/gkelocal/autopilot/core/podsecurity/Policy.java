package dev.gkelocal.autopilot.core.podsecurity;

/** A level at a version, {@code restricted:v1.30}. */
public record Policy(Level level, Version version) {
    public static final Policy PRIVILEGED = new Policy(Level.PRIVILEGED, Version.LATEST);

    @Override
    public String toString() {
        return level + ":" + version;
    }
}
