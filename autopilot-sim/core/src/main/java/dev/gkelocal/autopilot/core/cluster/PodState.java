package dev.gkelocal.autopilot.core.cluster;

import java.time.Instant;

/**
 * A Pod of the cluster.
 *
 * @param owner the controlling object; NONE for a bare Pod
 * @param template key of the shared specification
 * @param ordinal of a StatefulSet's or an indexed Job's Pod; -1 for others
 * @param pin the node that a DaemonSet wants it on; empty for others
 * @param node where it is bound; empty while unscheduled
 * @param nominated the node that preemption is making room on; empty without
 * @param told what the cluster autoscaler last said of it
 * @param reason why it ended or waits, in one word; empty while all is well
 */
public record PodState(
        String namespace,
        String name,
        String uid,
        ObjectKey owner,
        String template,
        int ordinal,
        String pin,
        Stage stage,
        String node,
        String nominated,
        Times times,
        int restarts,
        String reason,
        String message,
        String told) {
    /** Stands for an instant that has not come. */
    public static final Instant NOT_YET = Instant.MAX;

    public enum Stage {
        PENDING("Pending"),
        CREATING("Pending"),
        RUNNING("Running"),
        TERMINATING("Running"),
        SUCCEEDED("Succeeded"),
        FAILED("Failed");

        private final String phase;

        Stage(String phase) {
            this.phase = phase;
        }

        /** As the API shows it. */
        public String phase() {
            return phase;
        }
    }

    /** Each is NOT_YET until it has come. */
    public record Times(
            Instant created, Instant bound, Instant started, Instant ready, Instant deleted, Instant ended) {
        static Times of(Instant created) {
            return new Times(created, NOT_YET, NOT_YET, NOT_YET, NOT_YET, NOT_YET);
        }
    }

    public ObjectKey key() {
        return new ObjectKey("Pod", namespace, name);
    }

    /** Takes room on its node. */
    public boolean isOnNode() {
        return !node.isEmpty() && stage != Stage.SUCCEEDED && stage != Stage.FAILED;
    }

    /** Neither ended nor on its way out: a replica in its controller's eyes. */
    public boolean isActive() {
        return stage == Stage.PENDING || stage == Stage.CREATING || stage == Stage.RUNNING;
    }

    public boolean isUnscheduled() {
        return stage == Stage.PENDING;
    }

    public boolean isReady(Instant now) {
        return stage == Stage.RUNNING && !times.ready.isAfter(now);
    }

    PodState bound(String to, Instant now) {
        var changed = new Times(times.created, now, NOT_YET, NOT_YET, NOT_YET, NOT_YET);
        return in(Stage.CREATING, to, changed, "", "");
    }

    PodState running(Instant now, Instant ready) {
        var changed = new Times(times.created, times.bound, now, ready, NOT_YET, NOT_YET);
        return in(Stage.RUNNING, node, changed, "", "");
    }

    PodState terminating(Instant now, String why, String words) {
        var changed = new Times(times.created, times.bound, times.started, times.ready, now, NOT_YET);
        return in(Stage.TERMINATING, node, changed, why, words);
    }

    PodState ended(Stage end, Instant now, String why, String words) {
        var changed = new Times(times.created, times.bound, times.started, times.ready, times.deleted, now);
        return in(end, node, changed, why, words);
    }

    PodState restarted() {
        return new PodState(
                namespace,
                name,
                uid,
                owner,
                template,
                ordinal,
                pin,
                stage,
                node,
                nominated,
                times,
                restarts + 1,
                reason,
                message,
                told);
    }

    PodState nominated(String to) {
        return new PodState(
                namespace, name, uid, owner, template, ordinal, pin, stage, node, to, times, restarts, reason, message,
                told);
    }

    PodState told(String words) {
        return new PodState(
                namespace, name, uid, owner, template, ordinal, pin, stage, node, nominated, times, restarts, reason,
                message, words);
    }

    /** The scheduler has tried and found no place. */
    boolean isRefused() {
        return stage == Stage.PENDING && reason.equals("Unschedulable");
    }

    PodState waiting(String why, String words) {
        return in(stage, node, times, why, words);
    }

    private PodState in(Stage next, String on, Times changed, String why, String words) {
        var promised = next == Stage.PENDING ? nominated : "";
        return new PodState(
                namespace, name, uid, owner, template, ordinal, pin, next, on, promised, changed, restarts, why, words,
                told);
    }
}
