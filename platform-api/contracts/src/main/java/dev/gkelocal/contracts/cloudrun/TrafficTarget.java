package dev.gkelocal.contracts.cloudrun;

import org.jspecify.annotations.Nullable;

/**
 * One share of a service's traffic (cloudrun sheet 4.2).
 *
 * @param revision short name of a revision; absent for the latest ready one
 * @param percent 0 to 100
 * @param tag names a URL that reaches this target alone
 */
public record TrafficTarget(
        @Nullable String revision, int percent, @Nullable String tag) {
    public static TrafficTarget latest(int percent) {
        return new TrafficTarget(null, percent, null);
    }

    public boolean followsLatest() {
        return revision == null;
    }
}
