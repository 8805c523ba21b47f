package dev.gkelocal.embedded.supervision;

/** What the supervisor learns from its threads and the system. {@code run} tells the runs of one child apart. */
sealed interface Event {
    record Exited(Child child, int run, int code) implements Event {}

    record Answered(Child child, int run) implements Event {}

    record StoppedAnswering(Child child, int run, String how) implements Event {}

    record StopRequested() implements Event {}
}
