package dev.gkelocal.contracts.autopilot;

import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Pod of the simulated cluster as it stands. All times are simulated.
 *
 * @param uid unique for ever
 * @param workload what its user applied: {@code Deployment/shop/cart}, or the Pod itself
 * @param node where it is bound; absent before
 * @param reason why it waits or ended, in one word as Kubernetes says it; empty while all is well
 * @param cpuMillis requested, as the scheduler counts
 * @param memoryBytes requested, as the scheduler counts
 */
public record PodState(
        String uid,
        String namespace,
        String name,
        ObjectName workload,
        Version version,
        Phase phase,
        @Nullable String node,
        boolean ready,
        int restarts,
        long cpuMillis,
        long memoryBytes,
        String reason,
        String message,
        Instant createTime,
        @Nullable Instant boundTime,
        @Nullable Instant readyTime,
        @Nullable Instant endTime)
        implements Versioned {

    /** As Kubernetes' API shows it, with what it hides in other fields. */
    public enum Phase {
        PENDING,
        /** Bound; its images are pulled and its containers start. */
        CREATING,
        RUNNING,
        TERMINATING,
        SUCCEEDED,
        FAILED
    }
}
