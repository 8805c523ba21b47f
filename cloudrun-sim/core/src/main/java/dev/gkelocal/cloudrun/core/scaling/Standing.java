package dev.gkelocal.cloudrun.core.scaling;

/** What a revision is for at the moment. */
public enum Standing {
    /** Being tried before it gets traffic: one instance is started without a request, or the minimum (sheet 1.3). */
    DEPLOYING,
    /** Reached by traffic or by a tag. */
    SERVING,
    /** Reached by nothing: no minimum counts, idle instances still live out their retention (sheet 7, item 16). */
    UNREACHABLE,
    /** Deleted, failed for good, or switched off: every instance goes, none starts. */
    REMOVED
}
