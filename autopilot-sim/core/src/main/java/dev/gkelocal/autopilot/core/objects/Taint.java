package dev.gkelocal.autopilot.core.objects;

/** @param effect NoSchedule, PreferNoSchedule or NoExecute */
public record Taint(String key, String value, String effect) {
    /** Keeps Pods away from the node, unlike PreferNoSchedule. */
    public boolean isHard() {
        return !effect.equals("PreferNoSchedule");
    }
}
