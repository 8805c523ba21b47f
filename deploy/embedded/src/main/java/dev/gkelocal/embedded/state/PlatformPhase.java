package dev.gkelocal.embedded.state;

/** Where the platform as a whole stands. */
public enum PlatformPhase {
    STARTING,
    READY,
    /** Was ready; a process is being restarted or does not answer. */
    DEGRADED,
    STOPPING,
    /** Did not come up, or was ended by its supervisor; nothing runs. */
    FAILED
}
