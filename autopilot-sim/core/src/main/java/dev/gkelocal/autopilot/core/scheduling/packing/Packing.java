package dev.gkelocal.autopilot.core.scheduling.packing;

/**
 * Which item lies in which bin.
 *
 * @param binOf by item, from 0
 * @param rule that made it
 */
@SuppressWarnings("ArrayRecordComponent") // as in Instance
public record Packing(int[] binOf, int bins, String rule) {
    /** Every item is in a bin and no bin holds more than its capacity. */
    public boolean isValidFor(Instance instance) {
        var dimensions = instance.dimensions();
        var used = new long[bins][dimensions];
        for (int i = 0; i < binOf.length; i++) {
            if (binOf[i] < 0 || binOf[i] >= bins) {
                return false;
            }
            for (int j = 0; j < dimensions; j++) {
                used[binOf[i]][j] += instance.items()[i][j];
                if (used[binOf[i]][j] > instance.capacity()[j]) {
                    return false;
                }
            }
        }
        return binOf.length == instance.items().length;
    }
}
