package dev.gkelocal.cli.load;

import java.util.Map;

/**
 * The load as it goes.
 *
 * @param sent and {@code done}: since the start
 * @param recent answers since the last look
 * @param p50 and {@code p99}: milliseconds, of the recent answers; 0 without any
 */
public record Pulse(
        long sent,
        long done,
        long recent,
        double p50,
        double p99,
        Map<Integer, Long> statuses,
        Map<String, Long> errors) {
    public Pulse {
        statuses = Map.copyOf(statuses);
        errors = Map.copyOf(errors);
    }

    public long inFlight() {
        return sent - done;
    }

    /** Answers with a status of 400 or more, and requests without an answer. */
    public long refused() {
        return statuses.entrySet().stream()
                        .filter(it -> it.getKey() >= 400)
                        .mapToLong(Map.Entry::getValue)
                        .sum()
                + errors.values().stream().mapToLong(it -> it).sum();
    }
}
