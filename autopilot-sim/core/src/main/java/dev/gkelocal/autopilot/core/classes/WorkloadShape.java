package dev.gkelocal.autopilot.core.classes;

/** Traits of a workload that change its class's defaults and minima (autopilot sheet 1.2, last two rows of the matrix). */
public enum WorkloadShape {
    ORDINARY,
    DAEMON_SET,
    /** Workload separation or extended duration; changes general-purpose classes only. */
    SEPARATED
}
