package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;

/**
 * How far a rolling update may leave the desired count.
 *
 * @param surge Pods above it; percentages are rounded up
 * @param unavailable Pods below it; percentages are rounded down; at least one of both is not 0
 */
record RollBounds(int surge, int unavailable) {
    static RollBounds of(StoredObject deployment) {
        var rolling = deployment.spec().get("strategy").get("rollingUpdate");
        int desired = deployment.replicas();
        int surge = count(rolling.get("maxSurge"), desired, true);
        int unavailable = count(rolling.get("maxUnavailable"), desired, false);
        return new RollBounds(surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }

    /** A number or a percentage; 25 % when absent. */
    static int count(Value value, int of, boolean up) {
        var text = value.text("25%");
        try {
            if (!text.endsWith("%")) {
                return Math.clamp(Integer.parseInt(text), 0, 1_000_000);
            }
            long hundredths = Math.clamp(Long.parseLong(text.substring(0, text.length() - 1)), 0, 1000) * of;
            return (int) (up ? Math.ceilDiv(hundredths, 100) : hundredths / 100);
        } catch (NumberFormatException noCount) {
            return 0;
        }
    }
}
