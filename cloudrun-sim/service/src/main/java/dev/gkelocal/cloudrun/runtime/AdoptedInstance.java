package dev.gkelocal.cloudrun.runtime;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.time.Instant;

/** A ready instance of an earlier life of this program, still running. */
public record AdoptedInstance(
        InstanceId id, RevisionName revision, long pid, int port, Instant createTime, Instant readyTime) {}
