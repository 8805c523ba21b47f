package dev.gkelocal.eventlog;

import java.time.Duration;

/**
 * Where the log is and how much of it is kept.
 *
 * @param bootstrap {@code host:port}, several parted by commas
 * @param component short name of the service, such as {@code cloudrun}: in {@code ce_source} and in the name of its dead
 *     letter topic
 * @param epoch of this writer: 1 embedded, the lease's transition count in a cluster
 * @param appendTimeout after which the outcome of a write is unknown
 * @param factRetention age at which facts may be dropped
 * @param factBytes size at which the oldest facts of a topic may be dropped
 */
public record EventLogSettings(
        String bootstrap,
        String component,
        long epoch,
        Duration appendTimeout,
        Duration factRetention,
        long factBytes) {
    public EventLogSettings {
        if (bootstrap.isBlank() || component.isBlank()) {
            throw new IllegalArgumentException("bootstrap and component must not be blank");
        }
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch starts at 1, got " + epoch);
        }
        if (!appendTimeout.isPositive() || !factRetention.isPositive() || factBytes < 1) {
            throw new IllegalArgumentException("append timeout, fact retention and fact bytes must be positive");
        }
    }
}
