package dev.gkelocal.contracts.autopilot;

import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node of the simulated cluster as it stands. All times are simulated.
 *
 * @param computeClass empty for general-purpose
 * @param cpuMillis that Pods can have now; a resizable machine grows and shrinks
 * @param memoryBytes that Pods can have now
 * @param pods on it
 */
public record NodeState(
        String name,
        Version version,
        Stage stage,
        String machineType,
        String zone,
        String computeClass,
        boolean spot,
        long cpuMillis,
        long memoryBytes,
        int pods,
        Instant createTime,
        @Nullable Instant readyTime)
        implements Versioned {

    /** In the order of a life. */
    public enum Stage {
        PROVISIONING,
        READY,
        /** It answers no more. */
        LOST,
        /** Takes no new Pods; those on it are leaving. */
        DRAINING,
        REMOVING
    }
}
