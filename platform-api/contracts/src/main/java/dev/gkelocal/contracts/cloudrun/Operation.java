package dev.gkelocal.contracts.cloudrun;

import java.time.Instant;

/**
 * A long-running operation on a service (cloudrun sheet 3.2). It is done when the service's status has observed its
 * generation and no longer reconciles.
 *
 * @param id last segment of the operation's name
 * @param specGeneration the service's generation that the operation asked for
 */
public record Operation(String id, Kind kind, long specGeneration, Instant createTime) {

    public enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }
}
