package dev.gkelocal.contracts;

import java.util.Comparator;

/**
 * Orders the states of one aggregate. The epoch changes hands with the writer (1 for ever in the embedded mode, the
 * lease's transition count in a cluster); the generation counts every write of the aggregate within all epochs.
 */
public record Version(long epoch, long generation) implements Comparable<Version> {
    private static final Comparator<Version> ORDER =
            Comparator.comparingLong(Version::epoch).thenComparingLong(Version::generation);

    public Version {
        if (epoch < 1 || generation < 1) {
            throw new IllegalArgumentException("epoch and generation start at 1, got " + epoch + " and " + generation);
        }
    }

    public static Version first(long epoch) {
        return new Version(epoch, 1);
    }

    /** The version of the next write by the writer that holds the given epoch. */
    public Version next(long writerEpoch) {
        return new Version(writerEpoch, generation + 1);
    }

    public boolean isNewerThan(Version other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }
}
