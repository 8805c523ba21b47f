package dev.gkelocal.eventlog;

/** A record that is not what its topic says. */
final class MalformedEvent extends Exception {
    private static final long serialVersionUID = 1;

    MalformedEvent(String reason) {
        super(reason);
    }

    MalformedEvent(String reason, Throwable cause) {
        super(reason, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
