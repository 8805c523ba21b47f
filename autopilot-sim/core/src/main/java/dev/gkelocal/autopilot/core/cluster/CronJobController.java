package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts Jobs by the clock. */
final class CronJobController implements Controller {
    private static final String SOURCE = "cronjob-controller";

    private final World world;
    private final Deletion deletion;

    CronJobController(World world, Deletion deletion) {
        this.world = world;
        this.deletion = deletion;
    }

    @Override
    public void reconcile(StoredObject cron) {
        var schedule = schedule(cron);
        if (schedule.isEmpty()) {
            world.warning(
                    cron.key(),
                    SOURCE,
                    "UnparseableSchedule",
                    "unparseable schedule: " + cron.spec().get("schedule").text());
            return;
        }
        if (!(cron.progress() instanceof Progress.Cron(var looked))) {
            remember(cron, world.now(), schedule.get());
            return;
        }
        var due = schedule.get().after(looked).filter(it -> !it.isAfter(world.now()));
        if (due.isPresent()) {
            remember(cron, due.get(), schedule.get());
            start(cron, due.get());
        }
        forgetOld(cron, "successfulJobsHistoryLimit", 3, "Complete");
        forgetOld(cron, "failedJobsHistoryLimit", 1, "Failed");
    }

    private void remember(StoredObject cron, Instant looked, CronSchedule schedule) {
        world.remember(cron.key(), new Progress.Cron(looked));
        schedule.after(looked).ifPresent(it -> world.timers.at(it, new Timer.Look(cron.key())));
    }

    static Optional<CronSchedule> schedule(StoredObject cron) {
        ZoneId zone;
        try {
            zone = ZoneId.of(cron.spec().get("timeZone").text("Z"));
        } catch (DateTimeException unknown) {
            zone = ZoneOffset.UTC;
        }
        return CronSchedule.parse(cron.spec().get("schedule").text(), zone);
    }

    private void start(StoredObject cron, Instant due) {
        if (cron.spec().get("suspend").isTrue() || isMissed(cron, due)) {
            return;
        }
        var running = jobs(cron).stream().filter(it -> condition(it).isEmpty()).toList();
        var policy = cron.spec().get("concurrencyPolicy").text("Allow");
        if (policy.equals("Forbid") && !running.isEmpty()) {
            world.normal(
                    cron.key(),
                    SOURCE,
                    "JobAlreadyActive",
                    "Not starting job because prior execution is running and concurrency policy is Forbid");
            return;
        }
        if (policy.equals("Replace")) {
            running.forEach(it -> deletion.delete(it.key()));
        }
        var name = cron.key().name() + "-" + due.getEpochSecond() / 60;
        world.create(
                new ObjectKey("Job", cron.key().namespace(), name),
                manifest(cron, name),
                cron.key(),
                JobController.fresh());
        world.normal(cron.key(), SOURCE, "SuccessfulCreate", "Created job " + name);
    }

    private boolean isMissed(StoredObject cron, Instant due) {
        var seconds = cron.spec().get("startingDeadlineSeconds").integer();
        return seconds.isPresent()
                && Duration.between(due, world.now()).getSeconds() > Math.max(seconds.getAsLong(), 10);
    }

    private static Value manifest(StoredObject cron, String name) {
        var template = cron.spec().get("jobTemplate");
        var metadata = template.get("metadata")
                .with("name", Value.of(name))
                .with("namespace", Value.of(cron.key().namespace()));
        Map<String, Value> job = new LinkedHashMap<>();
        job.put("apiVersion", Value.of("batch/v1"));
        job.put("kind", Value.of("Job"));
        job.put("metadata", metadata);
        job.put("spec", template.get("spec"));
        return Value.of(job);
    }

    private void forgetOld(StoredObject cron, String limit, int whenAbsent, String condition) {
        var ended = jobs(cron).stream()
                .filter(it -> condition(it).equals(condition))
                .sorted(java.util.Comparator.comparing(StoredObject::uid))
                .toList();
        int tooMany = ended.size() - cron.number(limit, whenAbsent);
        ended.stream().limit(Math.max(0, tooMany)).forEach(it -> deletion.delete(it.key()));
    }

    private List<StoredObject> jobs(StoredObject cron) {
        return world.ownedBy(cron.key());
    }

    private static String condition(StoredObject job) {
        return job.progress() instanceof Progress.Job progress ? progress.condition() : "";
    }
}
