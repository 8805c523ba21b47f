package dev.gkelocal.cloudrun.core.scaling;

/**
 * Requests in flight and waiting, averaged over time.
 *
 * @param oneMinute over the short window
 * @param tenMinutes over the long window
 */
public record LoadAverages(double oneMinute, double tenMinutes) {
    public static final LoadAverages NONE = new LoadAverages(0, 0);

    public LoadAverages {
        if (!(oneMinute >= 0 && tenMinutes >= 0)) {
            throw new IllegalArgumentException(
                    "averages must not be negative, got " + oneMinute + " and " + tenMinutes);
        }
    }
}
