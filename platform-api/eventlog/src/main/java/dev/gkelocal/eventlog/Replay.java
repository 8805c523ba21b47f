package dev.gkelocal.eventlog;

import java.time.Duration;

/** The first reading of all topics up to where they ended when it began. */
public record Replay(Duration took, long records) {}
