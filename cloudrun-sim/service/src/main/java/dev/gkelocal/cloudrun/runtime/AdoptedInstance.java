package dev.gkelocal.cloudrun.runtime;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ready instance of an earlier life of this program, still running.
 *
 * @param pid absent for one that is no process of this machine
 */
public record AdoptedInstance(
        InstanceId id,
        RevisionName revision,
        @Nullable Long pid,
        String host,
        int port,
        Instant createTime,
        Instant readyTime) {}
