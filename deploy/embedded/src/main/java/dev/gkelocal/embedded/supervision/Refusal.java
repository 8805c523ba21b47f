package dev.gkelocal.embedded.supervision;

/** Why there is no platform: a sentence for the user, and the exit code that goes with it. */
record Refusal(int exitCode, String sentence) {
    static final int FAILED = 1;
    static final int CONFIGURATION = 3;
    static final int PRECONDITION = 5;
    static final int TIME_OUT = 6;
}
