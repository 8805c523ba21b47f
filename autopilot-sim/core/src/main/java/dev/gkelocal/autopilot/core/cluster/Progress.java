package dev.gkelocal.autopilot.core.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What a controller remembers about an object between its decisions. */
public sealed interface Progress {
    record Nothing() implements Progress {}

    /**
     * @param started NOT_YET while suspended
     * @param succeeded Pods that ran to their end
     * @param failed Pods that failed and count against the back-off limit
     * @param done completion indexes of an indexed Job
     * @param notBefore no new Pods before this instant: the back-off after a failure
     * @param condition empty while it runs, else Complete or Failed
     */
    record Job(
            Instant started,
            int succeeded,
            int failed,
            Set<Integer> done,
            Instant notBefore,
            String condition,
            Instant ended)
            implements Progress {
        public Job {
            done = Set.copyOf(done);
        }
    }

    /** @param lastScheduled the latest time of its schedule that was looked at */
    record Cron(Instant lastScheduled) implements Progress {}

    /**
     * @param seen recommendations inside the stabilisation windows
     * @param changes of the replica count inside the policies' periods
     */
    record Scaling(List<Recommended> seen, List<Change> changes) implements Progress {
        public Scaling {
            seen = List.copyOf(seen);
            changes = List.copyOf(changes);
        }
    }

    record Recommended(Instant at, int replicas) {}

    /** @param by replicas added; negative when removed */
    record Change(Instant at, int by) {}
}
