package dev.gkelocal.cli.terminal;

/** Ends the command with a message for the user: what happened, to which input, what to do next. */
public final class CommandFailed extends RuntimeException {
    private final ExitCode code;

    public CommandFailed(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    public CommandFailed(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }
}
