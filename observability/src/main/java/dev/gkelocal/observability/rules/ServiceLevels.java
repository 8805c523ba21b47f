package dev.gkelocal.observability.rules;

import dev.gkelocal.observability.DashboardUids;
import dev.gkelocal.observability.FrameworkMetrics;
import dev.gkelocal.observability.Metric;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.promql.Series;
import java.util.List;

/** The promises of observability sheet 12 whose indicators exist; those of hot reload and the AI gateway come with them. */
public final class ServiceLevels {
    private static final List<String> SERVICE = List.of("project_id", "location", "service_name");

    public static final ServiceLevel GATEWAY_AVAILABILITY = new ServiceLevel(
            "gateway-availability",
            "99.5 % of the gateway's answers are no server errors",
            0.995,
            List.of(),
            window -> gateway().like("status", "5..").rate(window).sumBy(),
            window -> gateway().rate(window).sumBy(),
            DashboardUids.PLATFORM);

    public static final ServiceLevel CLOUD_RUN_LATENCY = within(
            "cloud-run-latency",
            "95 % of a service's requests take 0.5 s at most, start-up not counted",
            0.95,
            MetricCatalogue.CLOUD_RUN_REQUEST_DURATION,
            "0.5",
            SERVICE,
            DashboardUids.CLOUD_RUN_SERVICE);

    public static final ServiceLevel COLD_START = within(
            "cloud-run-cold-start",
            "90 % of a service's instances are ready within 10 s",
            0.9,
            MetricCatalogue.CLOUD_RUN_STARTUP,
            "10.0",
            SERVICE,
            DashboardUids.CLOUD_RUN_SERVICE);

    public static final ServiceLevel POD_SCHEDULING = within(
            "autopilot-scheduling",
            "95 % of Pods are bound to a node within 90 s",
            0.95,
            MetricCatalogue.AUTOPILOT_SCHEDULING,
            "90.0",
            List.of(),
            DashboardUids.AUTOPILOT_CAPACITY);

    public static final List<ServiceLevel> ALL =
            List.of(GATEWAY_AVAILABILITY, CLOUD_RUN_LATENCY, COLD_START, POD_SCHEDULING);

    private ServiceLevels() {}

    private static Series gateway() {
        return Series.count(FrameworkMetrics.HTTP_REQUESTS).where("job", "platform-api");
    }

    /** @param bound of a bucket, as a scrape writes it */
    private static ServiceLevel within(
            String id,
            String promise,
            double target,
            Metric histogram,
            String bound,
            List<String> by,
            String dashboard) {
        if (!histogram.buckets().contains(Double.valueOf(bound))) {
            throw new IllegalArgumentException(histogram.name() + " has no bucket " + bound);
        }
        var labels = by.toArray(String[]::new);
        return new ServiceLevel(
                id,
                promise,
                target,
                by,
                window -> Series.count(histogram)
                        .rate(window)
                        .sumBy(labels)
                        .minus(Series.buckets(histogram)
                                .where(Series.BOUND, bound)
                                .rate(window)
                                .sumBy(labels)),
                window -> Series.count(histogram).rate(window).sumBy(labels),
                dashboard);
    }
}
