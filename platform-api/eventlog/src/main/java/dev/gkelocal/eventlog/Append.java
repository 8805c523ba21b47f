package dev.gkelocal.eventlog;

/** What came of appending one record. */
public sealed interface Append {
    /** Acknowledged at this offset. */
    record Written(long offset) implements Append {}

    /** Certainly not written: the broker cannot be reached, or the log is not ready. Trying again is safe. */
    record Unavailable(String reason) implements Append {}

    /** Not acknowledged in time: written now, later or never. A retry is safe where versions decide. */
    record Unknown(String reason) implements Append {}

    /** Certainly not written, and never will be: the record itself is refused, by its size for example. */
    record Refused(String reason) implements Append {}
}
