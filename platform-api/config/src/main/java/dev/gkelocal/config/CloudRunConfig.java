package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The Cloud Run simulator. Sources are sections of the Cloud Run fact sheet.
 *
 * @param scaleToZero false keeps one instance of whatever has traffic
 * @param coldStartDelay least time that a request waits for a new instance; the program's own start counts
 * @param maxInstances of a revision that names none (2.1)
 * @param concurrency of a revision that names none (2.1)
 * @param timeout of a request, for a revision that names none (2.1)
 * @param startupTimeout until a new instance must listen (1.3)
 * @param shutdownGrace between SIGTERM and SIGKILL (1.4)
 * @param idleRetention longest time that an idle instance above the recommendation is kept (2.1)
 * @param concurrencyTarget share of the concurrency limit that the autoscaler aims at (2.1)
 * @param shortWindow and {@code longWindow}: the averages of the concurrency driver (2.2)
 * @param youngWindow what a window that is not yet full divides by
 * @param tick between two evaluations (2.2)
 * @param pendingFactor times the average start-up is how long a request may wait (1.6)
 * @param pendingFloor least such wait (1.6)
 * @param timeScale how many simulated seconds pass in one real second for windows, ticks and retention together
 * @param parallelStarts instances that start at the same time; 0 for two of each core. Production starts every instance on a
 *     machine of its own, a laptop does not: more at once would only start all of them late
 * @param instanceRequestMillicores and {@code instanceRequestMebibytes}: what an instance asks of its node in a cluster, where its limits
 *     hold as they are written. Little, as a laptop has few cores for as many instances as production would start
 * @param invokerCheck whether callers need the invoker role (4.5)
 */
public record CloudRunConfig(
        boolean enabled,
        boolean scaleToZero,
        Duration coldStartDelay,
        int maxInstances,
        int concurrency,
        Duration timeout,
        Duration startupTimeout,
        Duration shutdownGrace,
        Duration idleRetention,
        double concurrencyTarget,
        Duration shortWindow,
        Duration longWindow,
        YoungWindow youngWindow,
        Duration tick,
        double pendingFactor,
        Duration pendingFloor,
        double timeScale,
        int parallelStarts,
        int instanceRequestMillicores,
        int instanceRequestMebibytes,
        boolean invokerCheck) {

    public enum YoungWindow {
        /** By the time seen so far: a new service scales out at once. */
        ELAPSED,
        /** By the whole window, as if it had been idle before. */
        FULL
    }

    static CloudRunConfig read(Section section) {
        return new CloudRunConfig(
                section.flag("enabled"),
                section.flag("scale_to_zero"),
                section.span("cold_start_delay"),
                section.whole("max_instances"),
                section.whole("concurrency"),
                section.span("timeout"),
                section.span("startup_timeout"),
                section.span("shutdown_grace"),
                section.span("idle_retention"),
                section.decimal("concurrency_target"),
                section.span("short_window"),
                section.span("long_window"),
                YoungWindow.valueOf(section.text("young_window").toUpperCase(Locale.ROOT)),
                section.span("tick"),
                section.decimal("pending_factor"),
                section.span("pending_floor"),
                section.decimal("time_scale"),
                section.whole("parallel_starts"),
                section.whole("instance_request_millicores"),
                section.whole("instance_request_mebibytes"),
                section.flag("invoker_check"));
    }

    void write(String prefix, Map<String, Object> to) {
        to.put(prefix + "enabled", enabled);
        to.put(prefix + "scale_to_zero", scaleToZero);
        to.put(prefix + "cold_start_delay", coldStartDelay);
        to.put(prefix + "max_instances", (long) maxInstances);
        to.put(prefix + "concurrency", (long) concurrency);
        to.put(prefix + "timeout", timeout);
        to.put(prefix + "startup_timeout", startupTimeout);
        to.put(prefix + "shutdown_grace", shutdownGrace);
        to.put(prefix + "idle_retention", idleRetention);
        to.put(prefix + "concurrency_target", concurrencyTarget);
        to.put(prefix + "short_window", shortWindow);
        to.put(prefix + "long_window", longWindow);
        to.put(prefix + "young_window", youngWindow.name().toLowerCase(Locale.ROOT));
        to.put(prefix + "tick", tick);
        to.put(prefix + "pending_factor", pendingFactor);
        to.put(prefix + "pending_floor", pendingFloor);
        to.put(prefix + "time_scale", timeScale);
        to.put(prefix + "parallel_starts", (long) parallelStarts);
        to.put(prefix + "instance_request_millicores", (long) instanceRequestMillicores);
        to.put(prefix + "instance_request_mebibytes", (long) instanceRequestMebibytes);
        to.put(prefix + "invoker_check", invokerCheck);
    }
}
