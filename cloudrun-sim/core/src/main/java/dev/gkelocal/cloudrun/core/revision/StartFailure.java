package dev.gkelocal.cloudrun.core.revision;

import dev.gkelocal.contracts.cloudrun.ConditionReason;

/** Why a revision did not start, in Cloud Run's words (cloudrun sheet 1.3, 1.4, 3.3). */
public sealed interface StartFailure {
    String MORE_IN_THE_LOGS = " Logs for this revision might contain more information.";

    /** Nothing listened on the port in time. */
    record NeverListened(int port) implements StartFailure {}

    /** The program ended before it listened: the same words, the exit is in the logs. */
    record Exited(int port, int exitCode) implements StartFailure {}

    /**
     * The platform ended it before it listened, or could not execute it: the same words, the reason is in the logs.
     *
     * @param words the log line that says why
     */
    record Ended(int port, String words) implements StartFailure {}

    /** The start-up probe that the user configured did not pass. */
    record ProbeFailed() implements StartFailure {}

    record ImageNotFound(String image) implements StartFailure {}

    /** The registry has it, or may have it, and does not let the platform read it. */
    record ImageUnauthorized(String image) implements StartFailure {}

    /** @param cause as the one who tried says */
    record ImageNotPulled(String image, String cause) implements StartFailure {}

    /** The platform itself could not start the program, for a reason of this machine. */
    record Internal(String cause) implements StartFailure {}

    default String message() {
        return switch (this) {
            case NeverListened it -> neverListened(it.port);
            case Exited it -> neverListened(it.port);
            case Ended it -> neverListened(it.port);
            case ProbeFailed() ->
                "The user-provided container failed the configured startup probe checks." + MORE_IN_THE_LOGS;
            case ImageNotFound(var image) -> "Image '" + image + "' not found.";
            case ImageUnauthorized(var image) ->
                "Cloud Run must have permission to read the image, " + image
                        + ". Ensure that the provided container image URL is correct and that the cluster's nodes may pull"
                        + " it.";
            case ImageNotPulled(var image, var cause) -> "Image '" + image + "' could not be pulled: " + cause;
            case Internal(var cause) -> cause;
        };
    }

    /** What the condition about the container alone says. */
    default String containerMessage() {
        return switch (this) {
            case Exited it -> exitLine(it.exitCode);
            case Ended it -> it.words;
            case NeverListened _, ProbeFailed _, ImageNotFound _, ImageUnauthorized _, ImageNotPulled _, Internal _ ->
                message();
        };
    }

    default ConditionReason reason() {
        return switch (this) {
            case NeverListened _, Exited _, Ended _, ProbeFailed _ -> ConditionReason.HEALTH_CHECK_CONTAINER_ERROR;
            case ImageNotFound _, ImageUnauthorized _, ImageNotPulled _ -> ConditionReason.CONTAINER_MISSING;
            case Internal _ -> ConditionReason.INTERNAL;
        };
    }

    /** Whether the image itself is what is missing, so that nothing was run. */
    default boolean imageMissing() {
        return reason() == ConditionReason.CONTAINER_MISSING;
    }

    /** The log line of a container that was ended because it took more memory than it may (sheet 1.4). */
    static String memoryLine(long limitMebibytes) {
        return "Memory limit of " + limitMebibytes + " MiB exceeded with " + limitMebibytes
                + " MiB used. Consider increasing the memory limit, see"
                + " https://cloud.google.com/run/docs/configuring/memory-limits";
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
