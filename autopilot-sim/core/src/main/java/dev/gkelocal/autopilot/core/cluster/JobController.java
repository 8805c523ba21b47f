package dev.gkelocal.autopilot.core.cluster;

import static dev.gkelocal.autopilot.core.cluster.PodState.NOT_YET;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs a Job's Pods until enough of them have succeeded or too many have failed. */
final class JobController implements Controller {
    private static final String SOURCE = "job-controller";
    private static final int DEFAULT_BACKOFF_LIMIT = 6;
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

    private final World world;
    private final Pods pods;
    private final Deletion deletion;

    JobController(World world, Pods pods, Deletion deletion) {
        this.world = world;
        this.pods = pods;
        this.deletion = deletion;
    }

    static Progress.Job fresh() {
        return new Progress.Job(NOT_YET, 0, 0, Set.of(), Instant.MIN, "", NOT_YET);
    }

    @Override
    public void reconcile(StoredObject job) {
        if (!(job.progress() instanceof Progress.Job before)) {
            return;
        }
        if (!before.condition().isEmpty()) {
            expire(job, before);
            return;
        }
        if (job.spec().get("suspend").isTrue()) {
            active(job).forEach(pods::stop);
            return;
        }
        var progress = counted(job, begun(job, before));
        var condition = condition(job, progress);
        if (!condition.isEmpty()) {
            finish(job, progress, condition);
            return;
        }
        world.remember(job.key(), progress);
        fill(job, progress);
    }

    private Progress.Job begun(StoredObject job, Progress.Job before) {
        if (!before.started().equals(NOT_YET)) {
            return before;
        }
        var deadline = job.spec().get("activeDeadlineSeconds").integer();
        if (deadline.isPresent()) {
            look(job, world.now().plusSeconds(deadline.getAsLong()));
        }
        return new Progress.Job(world.now(), 0, 0, Set.of(), Instant.MIN, "", NOT_YET);
    }

    /** Takes newly ended Pods into account; a failure delays the next Pods, twice as long each time. */
    private Progress.Job counted(StoredObject job, Progress.Job before) {
        int succeeded = 0;
        int failed = 0;
        var done = new HashSet<Integer>();
        for (var pod : world.podsOf(job.key())) {
            if (pod.stage() == PodState.Stage.SUCCEEDED) {
                succeeded++;
                done.add(pod.ordinal());
            } else if (pod.stage() == PodState.Stage.FAILED && !isForgiven(job, pod)) {
                failed++;
            }
            failed += pod.restarts();
        }
        var notBefore = before.notBefore();
        if (failed > before.failed()) {
            var wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(failed - 1, 10));
            notBefore = world.now().plus(wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait);
            look(job, notBefore);
        }
        return new Progress.Job(before.started(), succeeded, failed, done, notBefore, "", NOT_YET);
    }

    /** A rule of the Job's podFailurePolicy ignores Pods that the platform took away. */
    private static boolean isForgiven(StoredObject job, PodState pod) {
        var disrupted = pod.reason().equals("Terminated")
                || pod.reason().equals("NodeLost")
                || pod.reason().equals("Preempted");
        return disrupted
                && job.spec().get("podFailurePolicy").get("rules").items().stream()
                        .filter(it -> it.get("action").text().equals("Ignore"))
                        .flatMap(it -> it.get("onPodConditions").items().stream())
                        .anyMatch(it -> it.get("type").text().equals("DisruptionTarget"));
    }

    private String condition(StoredObject job, Progress.Job progress) {
        if (progress.failed() > job.number("backoffLimit", DEFAULT_BACKOFF_LIMIT)) {
            world.warning(job.key(), SOURCE, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
            return "Failed";
        }
        var deadline = job.spec().get("activeDeadlineSeconds").integer();
        if (deadline.isPresent() && !world.now().isBefore(progress.started().plusSeconds(deadline.getAsLong()))) {
            world.warning(job.key(), SOURCE, "DeadlineExceeded", "Job was active longer than specified deadline");
            return "Failed";
        }
        var completions = completions(job);
        var enough = completions < 0
                ? progress.succeeded() > 0 && active(job).isEmpty()
                : progress.succeeded() >= completions;
        if (enough) {
            world.normal(job.key(), SOURCE, "Completed", "Job completed");
            return "Complete";
        }
        return "";
    }

    /** Negative for a work queue: parallelism without completions ends when one Pod succeeded and all have ended. */
    private static int completions(StoredObject job) {
        if (job.spec().get("completions").isSet()) {
            return job.number("completions", 1);
        }
        return job.spec().get("parallelism").isSet() ? -1 : 1;
    }

    private void finish(StoredObject job, Progress.Job progress, String condition) {
        active(job).forEach(pods::stop);
        var ended = new Progress.Job(
                progress.started(),
                progress.succeeded(),
                progress.failed(),
                progress.done(),
                progress.notBefore(),
                condition,
                world.now());
        world.remember(job.key(), ended);
        world.find(job.key()).ifPresent(it -> expire(it, ended));
        world.wake(job.owner());
    }

    private void expire(StoredObject job, Progress.Job progress) {
        var kept = job.spec().get("ttlSecondsAfterFinished").integer();
        if (kept.isEmpty()) {
            return;
        }
        var until = progress.ended().plusSeconds(kept.getAsLong());
        if (until.isAfter(world.now())) {
            look(job, until);
        } else {
            deletion.delete(job.key());
        }
    }

    private void fill(StoredObject job, Progress.Job progress) {
        if (progress.notBefore().isAfter(world.now())) {
            return;
        }
        var active = active(job);
        int parallelism = job.number("parallelism", 1);
        int completions = completions(job);
        int wanted = completions < 0
                ? (progress.succeeded() > 0 ? active.size() : parallelism)
                : Math.min(parallelism, completions - progress.succeeded());
        var indexes = freeIndexes(job, progress, active);
        for (int i = active.size(); i < wanted; i++) {
            create(job, indexes.isEmpty() ? -1 : indexes.removeFirst());
        }
        active.stream().skip(Math.max(0, wanted)).forEach(pods::stop);
    }

    private static List<Integer> freeIndexes(StoredObject job, Progress.Job progress, List<PodState> active) {
        var free = new ArrayList<Integer>();
        if (job.spec().get("completionMode").text().equals("Indexed")) {
            var taken = new HashSet<>(progress.done());
            active.forEach(it -> taken.add(it.ordinal()));
            for (int i = 0; i < job.number("completions", 1); i++) {
                if (!taken.contains(i)) {
                    free.add(i);
                }
            }
        }
        return free;
    }

    private List<PodState> active(StoredObject job) {
        return world.podsOf(job.key()).stream().filter(PodState::isActive).toList();
    }

    private void create(StoredObject job, int index) {
        var number = index < 0 ? "" : "-" + index;
        var name = job.key().name() + number + "-" + world.draw.letters(job.uid() + world.nextSequence(), 5);
        var template = job.template();
        var metadata = template.get("metadata");
        var labels = metadata.get("labels")
                .with("batch.kubernetes.io/job-name", Value.of(job.key().name()))
                .with("job-name", Value.of(job.key().name()));
        pods.create(
                job.key(),
                job.key().namespace(),
                name,
                template.with("metadata", metadata.with("labels", labels)),
                index,
                "");
        world.normal(job.key(), SOURCE, "SuccessfulCreate", "Created pod: " + name);
    }

    private void look(StoredObject job, Instant at) {
        world.timers.at(at, new Timer.Look(job.key()));
    }
}
