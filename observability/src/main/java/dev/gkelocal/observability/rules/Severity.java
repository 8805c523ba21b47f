package dev.gkelocal.observability.rules;

/** How soon someone should look. */
public enum Severity {
    CRITICAL,
    WARNING,
    INFO,
    /** Never: it fires always, to prove that alerts arrive. */
    NONE
}
