package dev.gkelocal.kind.cluster;

import java.util.Locale;

/** Where a cluster is in its life (requirements sheet, section 3). */
public enum ClusterState {
    NOT_EXISTS,
    /** Being made or started, or not yet all ready after that. */
    CREATING,
    READY,
    STOPPING,
    STOPPED,
    DELETING,
    /** Half there, or there and not ready for longer than a start takes. */
    ERROR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
