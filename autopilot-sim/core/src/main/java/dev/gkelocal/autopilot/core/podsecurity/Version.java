package dev.gkelocal.autopilot.core.podsecurity;

import java.util.Optional;

/** A version of the standards: {@code v1.MINOR} or {@code latest}. One newer than the newest known rule means that rule. */
public record Version(int minor) implements Comparable<Version> {
    public static final Version LATEST = new Version(Integer.MAX_VALUE);

    public Version {
        if (minor < 0) {
            throw new IllegalArgumentException("minor version " + minor);
        }
    }

    public static Optional<Version> parse(String text) {
        if (text.equals("latest")) {
            return Optional.of(LATEST);
        }
        var digits = text.startsWith("v1.") ? text.substring(3) : "";
        var plain = !digits.isEmpty()
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (digits.length() == 1 || digits.charAt(0) != '0');
        try {
            return plain ? Optional.of(new Version(Integer.parseInt(digits))) : Optional.empty();
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(Version other) {
        return Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return equals(LATEST) ? "latest" : "v1." + minor;
    }
}
