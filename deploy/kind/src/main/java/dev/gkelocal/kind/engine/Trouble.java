package dev.gkelocal.kind.engine;

/** What was asked cannot be had: the message says what happened, to what, and what to do next. */
public final class Trouble extends RuntimeException {

    /** What a caller can do about it. */
    public enum Kind {
        NOT_FOUND,
        /** A program is missing, a port is taken, a thing of others stands in the way. */
        PRECONDITION,
        TIMED_OUT,
        FAILED
    }

    private final Kind kind;

    public Trouble(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    public Trouble(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
