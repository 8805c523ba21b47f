package dev.gkelocal.embedded.state;

/** Where one process of the platform stands. */
public enum ChildPhase {
    /** Not started yet: something else comes first. */
    WAITING,
    STARTING,
    READY,
    /** Runs, was ready, and does not answer any more. */
    UNREADY,
    /** Ended by itself; will be started again. */
    BACKING_OFF,
    STOPPING,
    STOPPED
}
