package dev.gkelocal.cli.terminal;

/** How a command ended; the numbers are part of the interface. */
public enum ExitCode {
    OK(0),
    FAILED(1),
    USAGE(2),
    INVALID_CONFIGURATION(3),
    NOT_FOUND(4),
    /** The platform is not running, a port is taken, a file stands in the way. */
    PRECONDITION(5),
    TIMED_OUT(6),
    POLICY(7),
    DIFFERENT(8),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
