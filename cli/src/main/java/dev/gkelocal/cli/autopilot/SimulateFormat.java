package dev.gkelocal.cli.autopilot;

/** How {@code simulate} prints its report. */
enum SimulateFormat {
    /** For people. */
    TEXT,
    JSON,
    /** Tables of timeline, costs, waits and events, one below the other; with --out a file each. */
    CSV,
    /** One self-contained page with charts. */
    HTML
}
