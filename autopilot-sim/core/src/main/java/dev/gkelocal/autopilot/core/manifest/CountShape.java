package dev.gkelocal.autopilot.core.manifest;

import java.util.List;

/** Checks the numbers by which controllers count and wait: whole, of 32 bits, and not negative. */
final class CountShape {
    private static final List<String> OF_REPLICAS = List.of("replicas", "minReadySeconds", "revisionHistoryLimit");
    private static final List<String> OF_JOBS =
            List.of("parallelism", "completions", "backoffLimit", "ttlSecondsAfterFinished");
    private static final List<String> OF_CRON_JOBS =
            List.of("successfulJobsHistoryLimit", "failedJobsHistoryLimit", "startingDeadlineSeconds");

    private final List<Problem> problems;
    private final FieldTypes types;

    CountShape(List<Problem> problems) {
        this.problems = problems;
        types = new FieldTypes(problems);
    }

    void check(Value object, Workload workload) {
        var spec = object.get("spec");
        switch (workload.kind()) {
            case "Pod" -> {
                // Counts nothing.
            }
            case "Job" -> check(spec, "spec", OF_JOBS);
            case "CronJob" -> {
                check(spec, "spec", OF_CRON_JOBS);
                check(object.get(Path.of("spec", "jobTemplate", "spec")), "spec.jobTemplate.spec", OF_JOBS);
            }
            default -> check(spec, "spec", OF_REPLICAS);
        }
    }

    private void check(Value spec, String field, List<String> counts) {
        for (var name : counts) {
            var value = spec.get(name);
            var here = field + "." + name;
            if (!value.isSet() || !types.check(value, here, FieldTypes.Wanted.INTEGER)) {
                continue;
            }
            var number = value.integer().orElse(Long.MAX_VALUE);
            if (number < 0) {
                problems.add(Problem.invalid(value, here, "must be greater than or equal to 0"));
            } else if (number > Integer.MAX_VALUE) {
                problems.add(Problem.invalid(value, here, "must be a number of 32 bits"));
            }
        }
    }
}
