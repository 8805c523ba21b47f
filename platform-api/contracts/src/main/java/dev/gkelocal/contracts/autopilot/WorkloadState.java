package dev.gkelocal.contracts.autopilot;

import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import java.time.Instant;

/**
 * An object as a user last applied it to the simulated cluster, before admission.
 *
 * @param manifest JSON
 * @param simulatedTime of the cluster when it was applied
 */
public record WorkloadState(ObjectName name, Version version, String manifest, Instant simulatedTime)
        implements Versioned {}
