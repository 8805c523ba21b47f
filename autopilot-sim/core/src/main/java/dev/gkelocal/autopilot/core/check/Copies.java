package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Workload;

/** How many Pods an object asks for. */
public sealed interface Copies {
    /** @param pods as many as run at the same time */
    record Fixed(long pods) implements Copies {}

    /** One on every node that it tolerates. */
    record PerNode() implements Copies {}

    /** Now and then, for as long as the work takes, which no manifest says. */
    record PerRun(long pods) implements Copies {}

    static Copies of(Workload workload, Value object) {
        var spec = object.get("spec");
        return switch (workload.kind()) {
            case "DaemonSet" -> new PerNode();
            case "Job" -> new PerRun(spec.get("parallelism").integer().orElse(1));
            case "CronJob" ->
                new PerRun(object.get(Path.of("spec", "jobTemplate", "spec", "parallelism"))
                        .integer()
                        .orElse(1));
            case "Pod" -> new Fixed(1);
            default -> new Fixed(spec.get("replicas").integer().orElse(1));
        };
    }
}
