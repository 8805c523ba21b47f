package dev.gkelocal.autopilot.core.network;

/** What a question in people's words gets: a verdict, or why there is none. */
public sealed interface Answer permits Reach, ServiceReach, Answer.NoSuchEnd {
    /**
     * A name or port that this world doesn't have.
     *
     * @param given as typed
     */
    record NoSuchEnd(String given, String message) implements Answer {}
}
