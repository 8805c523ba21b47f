package dev.gkelocal.autopilot.core.provisioning.resize;

import dev.gkelocal.autopilot.core.objects.Resources;

/** CPU and memory of a VM or of what Pods can have of it; differences can be negative. */
public record Size(long milliCpu, long memoryKib) {
    public static final Size ZERO = new Size(0, 0);

    private static final long KIB = 1024;

    /** Memory is rounded up to whole KiB. */
    public static Size of(Resources amounts) {
        return new Size(amounts.milliCpu(), Math.ceilDiv(amounts.memoryBytes(), KIB));
    }

    public Resources resources() {
        return Resources.of(milliCpu, memoryKib * KIB);
    }

    public Size plus(Size other) {
        return new Size(milliCpu + other.milliCpu, memoryKib + other.memoryKib);
    }

    public Size minus(Size other) {
        return new Size(milliCpu - other.milliCpu, memoryKib - other.memoryKib);
    }

    /** The larger of each dimension. */
    public Size max(Size other) {
        return new Size(Math.max(milliCpu, other.milliCpu), Math.max(memoryKib, other.memoryKib));
    }

    /** The smaller of each dimension. */
    public Size min(Size other) {
        return new Size(Math.min(milliCpu, other.milliCpu), Math.min(memoryKib, other.memoryKib));
    }

    /** No dimension is smaller. */
    public boolean covers(Size other) {
        return milliCpu >= other.milliCpu && memoryKib >= other.memoryKib;
    }

    /** No dimension is smaller and one is larger. */
    public boolean isLargerThan(Size other) {
        return covers(other) && !equals(other);
    }

    /** Each dimension times a fraction, rounded to the nearest. */
    Size times(double fraction) {
        return new Size(Math.round(fraction * milliCpu), Math.round(fraction * memoryKib));
    }

    /** The next multiple; negative amounts are rounded up too, towards zero. */
    static long roundUp(long amount, long increment) {
        return Math.ceilDiv(amount, increment) * increment;
    }
}
