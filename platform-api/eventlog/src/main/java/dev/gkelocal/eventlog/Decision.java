package dev.gkelocal.eventlog;

/**
 * What to do about an aggregate.
 *
 * @param <R> why nothing is written
 */
public sealed interface Decision<T extends Record, R> {
    /** Write this state; its version is {@link Current#next}. */
    record Write<T extends Record, R>(T state) implements Decision<T, R> {}

    /** Remove the aggregate. */
    record Remove<T extends Record, R>() implements Decision<T, R> {}

    /** Leave the log as it is. */
    record Refuse<T extends Record, R>(R reason) implements Decision<T, R> {}
}
