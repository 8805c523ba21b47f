package dev.gkelocal.cli.demo;

import dev.gkelocal.cli.wire.LocalService;
import dev.gkelocal.embedded.state.Endpoints;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;

/**
 * What the platform shows of the demo's service at one moment.
 *
 * @param pending requests that wait for an instance
 * @param coldStarts instances started because a request waited, ever
 * @param billableSeconds instance time that production would bill, ever
 * @param requests that reached an instance, ever
 */
record Scene(
        int starting,
        int active,
        int idle,
        int draining,
        long pending,
        long coldStarts,
        double billableSeconds,
        long requests) {

    /** Ready or on the way to it. */
    int instances() {
        return starting + active + idle;
    }

    boolean isEmpty() {
        return instances() + draining == 0;
    }

    /** Where the scene is seen from: read models at the gateway, series at the simulator's management port. */
    record Camera(LocalService gateway, LocalService management, String service) {
        private static final Duration PATIENCE = Duration.ofSeconds(5);

        static Camera of(Endpoints endpoints, String service) {
            return new Camera(
                    new LocalService("platform-api", URI.create(endpoints.gateway()), PATIENCE),
                    new LocalService(
                            "cloudrun-sim",
                            URI.create(endpoints.management().getOrDefault("cloudrun-sim", "")),
                            PATIENCE),
                    service);
        }

        /** Simulated seconds that pass in a real one. */
        double timeScale() {
            return gateway.get("/api/v1/simulators/cloud_run")
                    .orFail()
                    .path("timeScale")
                    .asDouble(1);
        }

        Scene look() {
            var counts = gateway.get("/api/v1/cloudrun/instances?service=" + service)
                    .orFail()
                    .path("counts");
            var lines = new ArrayList<String>();
            management.lines("/q/metrics", lines::add);
            var series = Scrape.of(String.join("\n", lines));
            var ours = "service_name=\"" + service + "\"";
            return new Scene(
                    counts.path("starting").asInt(),
                    counts.path("active").asInt(),
                    counts.path("idle").asInt(),
                    counts.path("draining").asInt(),
                    (long) series.sum("cloudrun_pending_requests", ours),
                    (long) series.sum("cloudrun_cold_starts_total", ours),
                    series.sum("cloudrun_billable_seconds_total", ours),
                    (long) series.sum("cloudrun_requests_total", ours));
        }
    }
}
