package dev.gkelocal.autopilot.core.check;

/** The part of a cluster that refuses; in the order in which a request meets them (autopilot sheet 0). */
public enum Stage {
    /** The object is no valid Kubernetes object. */
    STRUCTURE,
    AUTHORIZER,
    WARDEN,
    POD_SECURITY
}
