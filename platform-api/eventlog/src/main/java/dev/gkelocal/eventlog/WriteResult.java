package dev.gkelocal.eventlog;

/**
 * What came of a log-first write.
 *
 * @param <R> the decision's own refusals
 */
public sealed interface WriteResult<T extends Record, R> {
    /** Written, read back and applied. */
    record Applied<T extends Record, R>(T state) implements WriteResult<T, R> {}

    /** The aggregate was removed, and that was read back. */
    record Removed<T extends Record, R>() implements WriteResult<T, R> {}

    /** The decision was to write nothing. */
    record Refused<T extends Record, R>(R reason) implements WriteResult<T, R> {}

    /** Another writer's state came first; nothing changed. Decide again. */
    record Superseded<T extends Record, R>() implements WriteResult<T, R> {}

    /** Certainly not written. */
    record Unavailable<T extends Record, R>(String reason) implements WriteResult<T, R> {}

    /** Written now, later or never; a retry is safe, the version decides. */
    record Unknown<T extends Record, R>(String reason) implements WriteResult<T, R> {}
}
