package dev.gkelocal.autopilot.core.provisioning.capacity;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A GKE version such as {@code 1.35.8-gke.1036000}. */
public record NodeVersion(int major, int minor, int patch, int build) implements Comparable<NodeVersion> {
    private static final Pattern TEXT =
            Pattern.compile("v?(-?\\d{1,9})\\.(-?\\d{1,9})\\.(-?\\d{1,9})(?:-gke(?:-rc)?\\.(.*))?", Pattern.DOTALL);
    private static final Comparator<NodeVersion> ORDER = Comparator.comparingInt(NodeVersion::major)
            .thenComparingInt(NodeVersion::minor)
            .thenComparingInt(NodeVersion::patch)
            .thenComparingInt(NodeVersion::build);

    /** Empty for other texts; a build that is no number counts as 0, what follows a plus sign is ignored. */
    public static Optional<NodeVersion> parse(String text) {
        int plus = text.indexOf('+');
        var match = TEXT.matcher(plus < 0 ? text : text.substring(0, plus));
        if (!match.matches()) {
            return Optional.empty();
        }
        return Optional.of(new NodeVersion(
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

    @Override
    public int compareTo(NodeVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + "-gke." + build;
    }
}
