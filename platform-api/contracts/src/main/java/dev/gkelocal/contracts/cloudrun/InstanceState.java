package dev.gkelocal.contracts.cloudrun;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance as last seen. Rebuilt after a restart from the processes or Pods that are really there.
 *
 * @param address {@code host:port} it listens on; absent before it is ready
 * @param cause why it started or stopped, in words
 * @param exitCode set once its process ended by itself
 */
public record InstanceState(
        InstanceId id,
        RevisionName revision,
        Version version,
        Phase phase,
        @Nullable String address,
        @Nullable Long pid,
        Instant createTime,
        @Nullable Instant readyTime,
        @Nullable Instant endTime,
        String cause,
        @Nullable Integer exitCode)
        implements Versioned {

    /** In the order of a life; each may end in STOPPED. */
    public enum Phase {
        STARTING,
        /** Ready, with at least one request in flight. */
        ACTIVE,
        /** Ready, with none. */
        IDLE,
        DRAINING,
        STOPPED
    }
}
