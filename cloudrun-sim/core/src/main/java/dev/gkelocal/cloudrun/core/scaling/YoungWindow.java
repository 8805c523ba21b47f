package dev.gkelocal.cloudrun.core.scaling;

/** What the average over a window divides by while requests came for less than the whole of it. Google does not say. */
public enum YoungWindow {
    /** The time since the first request: a service that wakes up scales out at once. */
    ELAPSED,
    /** The whole window, as if the service had been idle before: it scales out as the window fills. */
    FULL
}
