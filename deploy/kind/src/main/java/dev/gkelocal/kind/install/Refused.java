package dev.gkelocal.kind.install;

/** Something stands in the way of an installation: what happened, to which object, what to do. */
public final class Refused extends RuntimeException {
    /** Why, for the exit code. */
    public enum Why {
        FAILED,
        PRECONDITION,
        TIMED_OUT,
        POLICY,
        INTERRUPTED
    }

    private final Why why;

    public Refused(Why why, String sentence) {
        super(sentence);
        this.why = why;
    }

    public Refused(Why why, String sentence, Throwable cause) {
        super(sentence, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
