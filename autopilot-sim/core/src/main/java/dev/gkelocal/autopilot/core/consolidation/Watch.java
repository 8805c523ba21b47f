package dev.gkelocal.autopilot.core.consolidation;

import java.time.Instant;
import java.util.Map;

/**
 * What scale-down remembers between rounds.
 *
 * @param unneededSince by node
 * @param unremovable by node: why, and until when it is not looked at again
 */
public record Watch(Map<String, Instant> unneededSince, Map<String, Held> unremovable) {
    public static final Watch START = new Watch(Map.of(), Map.of());

    public Watch {
        unneededSince = Map.copyOf(unneededSince);
        unremovable = Map.copyOf(unremovable);
    }

    public record Held(Refusal refusal, Instant until) {}
}
