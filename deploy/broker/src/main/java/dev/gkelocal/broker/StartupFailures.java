package dev.gkelocal.broker;

import java.net.BindException;
import org.jspecify.annotations.Nullable;

/** Turns what Kafka throws at start into a sentence that says what to do. */
final class StartupFailures {
    private StartupFailures() {}

    static Refusal explain(BrokerSettings settings, Exception failure) {
        var data = settings.data();
        if (Storage.isFull(data)) {
            return new Refusal(Refusal.FAILED, Storage.full(data), failure);
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            if (cause instanceof BindException) {
                return new Refusal(
                        Refusal.PRECONDITION,
                        "port " + settings.port() + " or " + settings.controllerPort() + " is in use: " + message,
                        failure);
            }
        }
        return new Refusal(
                Refusal.FAILED,
                "the data in " + data + " cannot be used (" + innermost(failure)
                        + "): `gke-local reset` wipes the state and starts anew",
                failure);
    }

    private static String innermost(Throwable failure) {
        var cause = failure;
        for (var next = cause.getCause(); next != null; next = next.getCause()) {
            cause = next;
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
