package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.runtime.InstanceEvent.Exit;
import dev.gkelocal.cloudrun.runtime.InstanceEvent.StartFailure;
import org.jspecify.annotations.Nullable;

/** How the end of an instance is told (cloudrun sheet 1.4). */
final class Words {
    private Words() {}

    static String end(Exit exit, @Nullable StartFailure failure) {
        return switch (failure) {
            case StartFailure.NotSpawned(var message) -> "could not be started: " + message;
            case StartFailure.NeverListened never ->
                "did not listen on port " + never.port() + " within "
                        + never.timeout().toSeconds() + " s";
            case StartFailure.ImageNotPulled pulled ->
                "could not be started: image " + pulled.image() + ": " + pulled.cause();
            case null -> ended(exit);
        };
    }

    /** As {@link #end}; absent when nothing is known but that it ended. */
    static @Nullable String known(Exit exit, @Nullable StartFailure failure) {
        return failure == null && exit.equals(Exit.UNKNOWN) ? null : end(exit, failure);
    }

    private static String ended(Exit exit) {
        var words = exit.words();
        if (words != null) {
            return words;
        }
        var signal = exit.signal();
        if (signal.isPresent()) {
            return "Container terminated on signal " + signal.get() + ".";
        }
        return exit.status() == null ? "Container ended." : "Container called exit(" + exit.status() + ").";
    }
}
