package dev.gkelocal.observability.rules;

import dev.gkelocal.observability.DashboardUids;
import dev.gkelocal.observability.Metric;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.promql.Expr;
import dev.gkelocal.observability.promql.Ratio;
import dev.gkelocal.observability.promql.Series;
import java.time.Duration;

/** Alerts about Cloud Run services. All look at the simulator's series: a service at zero instances has none of its own. */
public final class CloudRunAlerts {
    private static final String[] REVISION = {"project_id", "location", "service_name", "revision_name"};
    private static final String[] SERVICE = {"project_id", "location", "service_name"};
    private static final String TEN_MINUTES = "10m";
    private static final int MANY_WAITING = 10;
    private static final int SLOW_START_SECONDS = 10;
    private static final double MANY_REFUSED = 0.05;
    private static final int TURNS_EACH_WAY = 5;
    private static final int MANY_EXITS = 3;

    public static final Alert AT_MAX_INSTANCES = new Alert(
            "CloudRunAtMaxInstances",
            Severity.WARNING,
            recommended().above(gauge(MetricCatalogue.CLOUD_RUN_MAX)),
            Duration.ofMinutes(5),
            "{{ $labels.service_name }} wants {{ $value }} instances, more than it may have",
            "The autoscaler's formula has asked for more than the maximum for five minutes: requests wait, then get 429.",
            DashboardUids.CLOUD_RUN_SCALING);

    public static final Alert PENDING_HIGH = new Alert(
            "CloudRunPendingRequestsHigh",
            Severity.WARNING,
            gauge(MetricCatalogue.CLOUD_RUN_PENDING).above(MANY_WAITING),
            Duration.ofMinutes(1),
            "{{ $value }} requests wait for an instance of {{ $labels.service_name }}",
            "No instance has had a free slot for a minute. Starts are slow, or the maximum or the concurrency is small.",
            DashboardUids.CLOUD_RUN_SCALING);

    public static final Alert REFUSED = new Alert(
            "CloudRunRequestsRefused",
            Severity.WARNING,
            Ratio.of(
                            rejected().rate("5m").sumBy(SERVICE),
                            rejected()
                                    .rate("5m")
                                    .sumBy(SERVICE)
                                    .plus(Series.of(MetricCatalogue.CLOUD_RUN_REQUESTS)
                                            .rate("5m")
                                            .sumBy(SERVICE)),
                            ServiceLevel.FEWEST_PER_SECOND)
                    .above(MANY_REFUSED),
            Duration.ofMinutes(1),
            "{{ $value | humanizePercentage }} of the requests to {{ $labels.service_name }} are refused",
            "The platform answers in the service's place (429, 500, 503, 504), for no instance took them.",
            DashboardUids.CLOUD_RUN_SERVICE);

    public static final Alert COLD_START_SLOW = new Alert(
            "CloudRunColdStartSlow",
            Severity.WARNING,
            Series.buckets(MetricCatalogue.CLOUD_RUN_STARTUP)
                    .rate(TEN_MINUTES)
                    .sumBy("project_id", "location", "service_name", Series.BOUND)
                    .quantile(0.95)
                    .above(SLOW_START_SECONDS),
            Duration.ofMinutes(1),
            "Instances of {{ $labels.service_name }} take {{ $value | humanizeDuration }} to start",
            "One start in twenty of the last ten minutes took longer. Requests that wait for it wait as long.",
            DashboardUids.CLOUD_RUN_SERVICE);

    public static final Alert CRASH_LOOPING = new Alert(
            "CloudRunInstanceCrashLooping",
            Severity.CRITICAL,
            Series.of(MetricCatalogue.CLOUD_RUN_EXITS)
                    .increase(TEN_MINUTES)
                    .sumBy(REVISION)
                    .above(MANY_EXITS),
            Duration.ZERO,
            "Instances of {{ $labels.revision_name }} keep ending by themselves",
            "More than three programs ended within ten minutes. The service's log has their last words.",
            DashboardUids.CLOUD_RUN_SERVICE);

    public static final Alert SCALE_UP_REFUSED = new Alert(
            "CloudRunScaleUpRefusedLong",
            Severity.WARNING,
            ready().below(recommended()).and(ready().below(gauge(MetricCatalogue.CLOUD_RUN_MAX))),
            Duration.ofMinutes(15),
            "{{ $labels.service_name }} has {{ $value }} instances, fewer than it wants and may have",
            "For a quarter of an hour fewer instances were ready than the formula asked for, below the maximum: they do not start.",
            DashboardUids.CLOUD_RUN_SCALING);

    public static final Alert FLAPPING = new Alert(
            "CloudRunScaleFlapping",
            Severity.INFO,
            decisions("up").above(TURNS_EACH_WAY).and(decisions("down").above(TURNS_EACH_WAY)),
            Duration.ZERO,
            "{{ $labels.revision_name }} scales up and down again and again",
            "More than five decisions each way within ten minutes. The load comes in waves that the windows do not smooth.",
            DashboardUids.CLOUD_RUN_SCALING);

    private CloudRunAlerts() {}

    static RuleGroup group() {
        return RuleGroup.of(
                "cloud-run",
                AT_MAX_INSTANCES,
                PENDING_HIGH,
                REFUSED,
                COLD_START_SLOW,
                CRASH_LOOPING,
                SCALE_UP_REFUSED,
                FLAPPING);
    }

    private static Expr recommended() {
        return gauge(MetricCatalogue.CLOUD_RUN_RECOMMENDED);
    }

    /** Of two replicas one leads; the other shows no instances, or old ones. */
    private static Expr gauge(Metric gauge) {
        return Series.of(gauge).now().maxBy(REVISION);
    }

    private static Expr ready() {
        return Series.of(MetricCatalogue.CLOUD_RUN_INSTANCES)
                .now()
                .sumBy("project_id", "location", "service_name", "revision_name", "instance")
                .maxBy(REVISION);
    }

    private static Expr decisions(String direction) {
        return Series.of(MetricCatalogue.CLOUD_RUN_DECISIONS)
                .where("direction", direction)
                .increase(TEN_MINUTES)
                .sumBy(REVISION);
    }

    /** Requests to a name that no service has are the caller's mistake. */
    private static Series rejected() {
        return Series.of(MetricCatalogue.CLOUD_RUN_REJECTED)
                .like("service_name", ".+")
                .unlike("reason", "bad_request|expectation|reserved_path|disabled|stopping");
    }
}
