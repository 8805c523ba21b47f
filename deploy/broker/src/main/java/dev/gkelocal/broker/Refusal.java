package dev.gkelocal.broker;

/** Why the broker does not run, as one sentence for the user and the exit code that goes with it. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    static final int FAILED = 1;
    static final int USAGE = 2;
    /** Something else must stop first: a port or the data folder is in use. */
    static final int PRECONDITION = 5;

    private final int exitCode;

    Refusal(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    Refusal(int exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    String sentence() {
        return "gke-local broker: " + getMessage();
    }
}
