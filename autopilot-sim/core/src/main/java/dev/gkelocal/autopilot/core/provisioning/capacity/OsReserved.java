package dev.gkelocal.autopilot.core.provisioning.capacity;

import java.util.OptionalLong;

/**
 * What the operating system keeps: memory of the kernel and partitions of the boot disk. Measured figures where there are some,
 * formulas otherwise (autopilot sheet 3.1).
 */
public final class OsReserved {
    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final double CORRECTION = 0.00175;
    private static final double MAX_CORRECTION = 248.0 * MIB;
    private static final double ARM_FACTOR = 0.9971;

    private final boolean measured;

    private OsReserved(boolean measured) {
        this.measured = measured;
    }

    /** Looks into the bundled table first. */
    public static OsReserved bundled() {
        return new OsReserved(true);
    }

    /** Without the table. */
    public static OsReserved formula() {
        return new OsReserved(false);
    }

    /** @param physicalBytes of the machine */
    public long memoryBytes(NodeImage image, long physicalBytes) {
        var found = measured ? MeasuredReserved.memory(image, physicalBytes) : OptionalLong.empty();
        return found.orElseGet(() -> kernel(image, physicalBytes));
    }

    /**
     * Where the table is in use but has no row for the image, the original takes the kernel's formula for the disk too; so do we,
     * because its predictions are what nodes are chosen by.
     */
    public long diskBytes(NodeImage image, long diskBytes) {
        if (!measured) {
            return partitions(image, diskBytes);
        }
        return MeasuredReserved.disk(image, diskBytes).orElseGet(() -> kernel(image, diskBytes));
    }

    private static long kernel(NodeImage image, long physical) {
        if (image.isWindows()) {
            return 0;
        }
        long reserved =
                physical / 64 + 16 * MIB + (physical > 3 * GIB ? 64 * MIB : 0) + (physical <= 8 * GIB ? 8 * MIB : 0);
        long correction = (long) Math.min(CORRECTION * physical, MAX_CORRECTION);
        return switch (image.os()) {
            case NodeImage.COS -> {
                long all = reserved + correction;
                yield image.architecture().equals(NodeImage.ARM64) ? Math.round(all * ARM_FACTOR) : all;
            }
            case NodeImage.UBUNTU -> reserved + correction + 4 * MIB;
            default -> reserved;
        };
    }

    private static long partitions(NodeImage image, long disk) {
        if (image.isWindows()) {
            return ceil(0.1133 * GIB) + ceil(0.010 * GIB);
        }
        long spare = (long) Math.min(100.0 * MIB, Math.ceil(0.001 * disk));
        return switch (image.os()) {
            case NodeImage.COS ->
                ceil(0.015635 * disk)
                        + ceil(4.148 * GIB)
                        + spare
                        + (image.architecture().equals(NodeImage.ARM64) ? 65536 * KIB : 0);
            case NodeImage.UBUNTU -> ceil(0.03083 * disk) + ceil(0.171 * GIB) + spare;
            default -> 0;
        };
    }

    private static long ceil(double bytes) {
        return (long) Math.ceil(bytes);
    }
}
