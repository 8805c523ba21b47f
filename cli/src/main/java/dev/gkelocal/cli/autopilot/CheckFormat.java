package dev.gkelocal.cli.autopilot;

/** How {@code check} prints its verdicts. */
public enum CheckFormat {
    /** For people. */
    TEXT,
    JSON,
    /** Static Analysis Results Interchange Format 2.1.0, for code scanning. */
    SARIF,
    /** JUnit's XML, one test case for each object, for CI servers. */
    JUNIT,
    /** What the cluster would change, as a unified diff. */
    DIFF
}
