package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;
import java.util.List;

/**
 * What evicting a Pod depends on, beside the Pod itself.
 *
 * @param localVolumes names of its volumes of kind hostPath, or emptyDir on disk
 * @param grace its terminationGracePeriodSeconds
 */
public record PodFacts(List<String> localVolumes, Duration grace) {
    private static final long DEFAULT_GRACE_SECONDS = 30;
    private static final long LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    /** No volumes, 30 s of grace. */
    public static final PodFacts PLAIN = new PodFacts(List.of(), Duration.ofSeconds(DEFAULT_GRACE_SECONDS));

    public PodFacts {
        localVolumes = List.copyOf(localVolumes);
    }

    /** @param spec of a Pod or a Pod template */
    public static PodFacts of(Value spec) {
        var local = spec.get("volumes").items().stream()
                .filter(PodFacts::isLocal)
                .map(it -> it.get("name").text())
                .toList();
        var seconds = spec.get("terminationGracePeriodSeconds").integer().orElse(DEFAULT_GRACE_SECONDS);
        return new PodFacts(local, Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST_SECONDS)));
    }

    private static boolean isLocal(Value volume) {
        return volume.get("hostPath").isSet()
                || (volume.entries().containsKey("emptyDir")
                        && !volume.get("emptyDir").get("medium").text().equals("Memory"));
    }
}
