package dev.gkelocal.embedded.supervision;

/**
 * Why there is no platform: a sentence for the user, and the exit code that goes with it.
 *
 * @param portTaken whether another choice of ports may help
 */
record Refusal(int exitCode, String sentence, boolean portTaken) {
    static final int FAILED = 1;
    static final int CONFIGURATION = 3;
    static final int PRECONDITION = 5;
    static final int TIME_OUT = 6;

    Refusal(int exitCode, String sentence) {
        this(exitCode, sentence, false);
    }
}
