package dev.gkelocal.autopilot.core.provisioning.capacity;

import java.util.Map;

/**
 * What the file system over Local SSDs takes, as measured by the autoscaler's authors for disks of 375 GiB (kubernetes/autoscaler,
 * cluster-autoscaler/cloudprovider/gce).
 */
final class LocalSsdOverhead {
    private static final long KIB = 1L << 10;
    private static final int LARGEST_MEASURED = 24;
    private static final Map<String, Map<Integer, Long>> KIB_BY_COUNT = Map.of(
            NodeImage.COS,
            Map.of(
                    1,
                    7_289_472L,
                    2,
                    13_725_224L,
                    3,
                    20_031_312L,
                    4,
                    26_332_924L,
                    5,
                    32_634_536L,
                    6,
                    38_946_604L,
                    7,
                    45_254_008L,
                    8,
                    51_556_096L,
                    16,
                    52_837_800L,
                    LARGEST_MEASURED,
                    78_686_620L),
            NodeImage.UBUNTU,
            Map.of(
                    1,
                    7_219_840L,
                    2,
                    13_651_496L,
                    3,
                    19_953_488L,
                    4,
                    26_255_100L,
                    5,
                    32_556_712L,
                    6,
                    38_860_588L,
                    7,
                    45_163_896L,
                    8,
                    51_465_984L,
                    16,
                    52_747_688L,
                    LARGEST_MEASURED,
                    78_601_704L));

    private LocalSsdOverhead() {}

    /** A count that was not measured takes the next one's figure; beyond the largest, that one's. */
    static long bytes(String os, int count) {
        int measured = count <= 8 ? count : count <= 16 ? 16 : LARGEST_MEASURED;
        return KIB_BY_COUNT.getOrDefault(os, Map.of()).getOrDefault(measured, 0L) * KIB;
    }
}
