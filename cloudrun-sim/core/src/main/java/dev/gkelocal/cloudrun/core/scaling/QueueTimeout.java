package dev.gkelocal.cloudrun.core.scaling;

/** What a request gets that waited for an instance until its limit (cloudrun sheet 1.6). */
public enum QueueTimeout {
    /** No further instance was allowed. */
    AT_MAXIMUM(429),
    /** More instances were allowed, but none came in time. */
    TOO_SLOW(500);

    private final int status;

    QueueTimeout(int status) {
        this.status = status;
    }

    public static QueueTimeout of(ScalingDecision decision) {
        return decision.atMaximum() ? AT_MAXIMUM : TOO_SLOW;
    }

    public int status() {
        return status;
    }
}
