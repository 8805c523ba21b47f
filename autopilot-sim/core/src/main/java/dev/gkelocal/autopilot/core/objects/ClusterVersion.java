package dev.gkelocal.autopilot.core.objects;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The version of a GKE cluster or node, {@code 1.30.2-gke.1394000}. Parts that are left out mean the newest there is: {@code 1.35} is
 * later than every patch of 1.35.
 *
 * @param build the number behind {@code -gke.}
 */
public record ClusterVersion(int major, int minor, int patch, int build) implements Comparable<ClusterVersion> {
    public static final ClusterVersion LATEST =
            new ClusterVersion(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final Pattern OF_NODE =
            Pattern.compile("v?(-?\\d{1,9})\\.(-?\\d{1,9})\\.(-?\\d{1,9})(?:-gke(?:-rc)?\\.(.*))?", Pattern.DOTALL);
    private static final Comparator<ClusterVersion> ORDER = Comparator.comparingInt(ClusterVersion::major)
            .thenComparingInt(ClusterVersion::minor)
            .thenComparingInt(ClusterVersion::patch)
            .thenComparingInt(ClusterVersion::build);

    /** Empty where the text is no version; {@code latest} and a leading {@code v} are understood. */
    public static Optional<ClusterVersion> parse(String text) {
        if (text.equals("latest")) {
            return Optional.of(LATEST);
        }
        var plain = text.startsWith("v") ? text.substring(1) : text;
        var mark = plain.indexOf("-gke.");
        var parts = (mark < 0 ? plain : plain.substring(0, mark)).split("\\.", -1);
        if (parts.length < 2 || parts.length > 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClusterVersion(
                    Integer.parseUnsignedInt(parts[0]),
                    Integer.parseUnsignedInt(parts[1]),
                    parts.length == 3 ? Integer.parseUnsignedInt(parts[2]) : Integer.MAX_VALUE,
                    mark < 0 ? Integer.MAX_VALUE : Integer.parseUnsignedInt(plain.substring(mark + "-gke.".length()))));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /**
     * As the autoscaler reads the version of a node: empty for texts that are none, also where a part is left out; a build that is no
     * number counts as 0, and what follows a plus sign is passed over.
     */
    public static Optional<ClusterVersion> ofNode(String text) {
        int plus = text.indexOf('+');
        var match = OF_NODE.matcher(plus < 0 ? text : text.substring(0, plus));
        if (!match.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ClusterVersion(
                Integer.parseInt(match.group(1)),
                Integer.parseInt(match.group(2)),
                Integer.parseInt(match.group(3)),
                build(match.group(4) == null ? "" : match.group(4))));
    }

    private static int build(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    /** @throws IllegalArgumentException if the text is no version: for rule data and tests, not for users' input */
    public static ClusterVersion of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no cluster version: " + text));
    }

    public boolean atLeast(ClusterVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(ClusterVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        if (equals(LATEST)) {
            return "latest";
        }
        return major + "." + minor
                + (patch == Integer.MAX_VALUE ? "" : "." + patch)
                + (build == Integer.MAX_VALUE ? "" : "-gke." + build);
    }
}
