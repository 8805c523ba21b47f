package dev.gkelocal.config;

import java.time.Duration;

/**
 * The broker and what it keeps.
 *
 * @param factRetention age at which facts may be dropped; state is kept
 * @param factBytes size at which the oldest facts of a topic are dropped
 * @param appendTimeout after which a write answers that its outcome is unknown
 */
public record EventLogConfig(Duration factRetention, long factBytes, Duration appendTimeout) {}
