package dev.gkelocal.cloudrun.core.revision;

import dev.gkelocal.contracts.cloudrun.ConditionReason;

/** Why a revision did not start, in Cloud Run's words (cloudrun sheet 1.3, 1.4, 3.3). */
public sealed interface StartFailure {
    String MORE_IN_THE_LOGS = " Logs for this revision might contain more information.";

    /** Nothing listened on the port in time. */
    record NeverListened(int port) implements StartFailure {}

    /** The program ended before it listened: the same words, the exit is in the logs. */
    record Exited(int port, int exitCode) implements StartFailure {}

    /** The start-up probe that the user configured did not pass. */
    record ProbeFailed() implements StartFailure {}

    record ImageNotFound(String image) implements StartFailure {}

    /** The platform itself could not start the program, for a reason of this machine. */
    record Internal(String cause) implements StartFailure {}

    default String message() {
        return switch (this) {
            case NeverListened it -> neverListened(it.port);
            case Exited it -> neverListened(it.port);
            case ProbeFailed() ->
                "The user-provided container failed the configured startup probe checks." + MORE_IN_THE_LOGS;
            case ImageNotFound(var image) -> "Image '" + image + "' not found.";
            case Internal(var cause) -> cause;
        };
    }

    /** What the condition about the container alone says. */
    default String containerMessage() {
        return switch (this) {
            case Exited it -> exitLine(it.exitCode);
            case NeverListened _, ProbeFailed _, ImageNotFound _, Internal _ -> message();
        };
    }

    default ConditionReason reason() {
        return switch (this) {
            case NeverListened _, Exited _, ProbeFailed _ -> ConditionReason.HEALTH_CHECK_CONTAINER_ERROR;
            case ImageNotFound _ -> ConditionReason.CONTAINER_MISSING;
            case Internal _ -> ConditionReason.INTERNAL;
        };
    }

    /** The log line of a container that ended by itself (sheet 1.4). */
    static String exitLine(int exitCode) {
        return "Container called exit(" + exitCode + ").";
    }

    /** The grammar is Google's. */
    private static String neverListened(int port) {
        return "The user-provided container failed to start and listen on the port defined provided by the PORT=" + port
                + " environment variable within the allocated timeout. This can happen when the container port is"
                + " misconfigured or if the timeout is too short. The health check timeout can be extended."
                + MORE_IN_THE_LOGS;
    }
}
