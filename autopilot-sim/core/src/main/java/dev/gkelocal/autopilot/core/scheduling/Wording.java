package dev.gkelocal.autopilot.core.scheduling;

/**
 * How FailedScheduling is worded, which differs by the version of kube-scheduler.
 *
 * @param namesTaints {@code untolerated taint {key: value}}; later versions say {@code untolerated taint(s)}, so that equal
 *     reasons add up
 * @param mentionsClaims {@code no new claims to deallocate} before what preemption says, where dynamic resource allocation is on
 */
public record Wording(boolean namesTaints, boolean mentionsClaims) {
    public static final Wording NAMING_TAINTS = new Wording(true, false);

    /** As clusters of 1.34 and later have been seen to say it. */
    public static final Wording RECENT = new Wording(false, true);

    String reason(String reason) {
        return !namesTaints && reason.startsWith(Obstacle.TAINT.text) ? Obstacle.TAINT.text + "(s)" : reason;
    }

    String preemption(String outcome) {
        return (mentionsClaims ? " no new claims to deallocate, preemption: " : " preemption: ") + outcome;
    }
}
