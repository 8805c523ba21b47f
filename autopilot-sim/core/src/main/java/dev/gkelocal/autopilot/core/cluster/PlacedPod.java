package dev.gkelocal.autopilot.core.cluster;

import java.time.Instant;

/** A Pod that got its node. */
public record PlacedPod(ObjectKey pod, ObjectKey workload, Instant created, Instant bound) {}
