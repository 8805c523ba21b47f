package dev.gkelocal.config.access;

/** Whether a request may pass. */
public sealed interface Verdict {

    record Allowed() implements Verdict {}

    /**
     * @param status HTTP status of the answer
     * @param title what is wrong, without particulars
     * @param detail which header, its value, and what to do instead
     */
    record Refused(int status, String title, String detail) implements Verdict {}
}
