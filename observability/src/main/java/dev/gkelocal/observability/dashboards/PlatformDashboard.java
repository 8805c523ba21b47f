package dev.gkelocal.observability.dashboards;

import dev.gkelocal.observability.DashboardUids;
import dev.gkelocal.observability.FrameworkMetrics;
import dev.gkelocal.observability.Metric;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.dashboards.Dashboard.Row;
import dev.gkelocal.observability.promql.Expr;
import dev.gkelocal.observability.promql.Ratio;
import dev.gkelocal.observability.promql.Series;
import dev.gkelocal.observability.rules.PlatformAlerts;
import dev.gkelocal.observability.rules.ServiceLevels;
import java.util.List;

/** The platform's own programs: up, quick, without errors, and keeping up with the event log. */
final class PlatformDashboard {
    private static final Variable JOB =
            new Variable("job", "job", Series.of(FrameworkMetrics.UP).like("job", PlatformAlerts.SERVICES));

    private PlatformDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                DashboardUids.PLATFORM,
                "platform",
                "GKE Local / Platform",
                "The platform's own programs, their APIs and the event log.",
                "platform-api",
                List.of(JOB),
                List.of(services(), budgets(), apis(), events(), processes()));
    }

    private static Row services() {
        return Row.of(
                "Services",
                Panel.states(
                                "Services up",
                                "Whether Prometheus could scrape each service: red while it could not.",
                                Unit.YES_NO,
                                Query.of(
                                        "{{job}}", of(FrameworkMetrics.UP).now().maxBy("job")))
                        .wide(16)
                        .from(0, "red")
                        .from(1, "green")
                        .explains(PlatformAlerts.SERVICE_DOWN),
                Panel.figures(
                                "Alerts firing",
                                "Alerts that fire now; the watchdog, which always does, is not counted.",
                                Unit.COUNT,
                                Query.instant(
                                        "firing",
                                        Series.of(FrameworkMetrics.ALERTS)
                                                .where("alertstate", "firing")
                                                .unlike("severity", "none")
                                                .now()
                                                .countBy()
                                                .orZero()))
                        .from(0, "green")
                        .from(1, "red")
                        .explains(PlatformAlerts.WATCHDOG),
                Panel.figures(
                        "Up since",
                        "Time since the youngest service started.",
                        Unit.SECONDS,
                        Query.instant(
                                "youngest", of(FrameworkMetrics.UPTIME).now().minBy())));
    }

    private static Row budgets() {
        var left = ServiceLevels.ALL.stream()
                .map(it -> Query.instant(
                        it.by().contains("service_name") ? it.id() + " of {{service_name}}" : it.id(),
                        it.budgetLeft("$__range")))
                .toArray(Query[]::new);
        return Row.of(
                "Service levels",
                Panel.figures(
                                "Error budget left",
                                "Share of the error budget of each promise that is left over the time shown; below 0 it was broken.",
                                Unit.RATIO,
                                left)
                        .wide(12)
                        .from(-1e6, "red")
                        .from(0, "orange")
                        .from(0.5, "green"),
                Panel.lines(
                                "Burn rate",
                                "How many times faster than allowed each budget is spent, over the fastest long window. Absent while"
                                        + " there is too little traffic to judge.",
                                Unit.COUNT,
                                Query.of("{{slo}} {{service_name}}", Expr.recorded("slo:burn_rate:fast", "")))
                        .wide(12));
    }

    private static Row apis() {
        return Row.of(
                "APIs",
                Panel.areas(
                                "Requests",
                                "Requests to the services' own APIs by outcome; Cloud Run's traffic is not among them.",
                                Unit.REQUESTS_PER_SECOND,
                                Query.of(
                                        "{{job}} {{outcome}}",
                                        requests().rate("$__rate_interval").sumBy("job", "outcome")))
                        .wide(8),
                Panel.lines(
                                "Server errors",
                                "Share of answers that are server errors (5xx).",
                                Unit.RATIO,
                                Query.of(
                                        "{{job}}",
                                        Ratio.of(
                                                requests()
                                                        .like("status", "5..")
                                                        .rate("$__rate_interval")
                                                        .sumBy("job"),
                                                requests()
                                                        .rate("$__rate_interval")
                                                        .sumBy("job"))))
                        .wide(8),
                Panel.lines(
                                "Time to answer, p95",
                                "One request in twenty took longer. A point is an exemplar: it leads to its trace, if traces are on.",
                                Unit.SECONDS,
                                Query.withExemplars(
                                        "{{job}}",
                                        Series.buckets(FrameworkMetrics.HTTP_REQUESTS)
                                                .like("job", JOB.inQuery())
                                                .rate("$__rate_interval")
                                                .sumBy("job", Series.BOUND)
                                                .quantile(0.95)))
                        .wide(8));
    }

    private static Row events() {
        return Row.of(
                "Event log",
                Panel.lines(
                                "Records read",
                                "Records that the services read, by topic: what flows through Kafka, times its readers.",
                                Unit.PER_SECOND,
                                Query.of(
                                        "{{topic}}",
                                        of(MetricCatalogue.EVENT_LOG_READ)
                                                .rate("$__rate_interval")
                                                .sumBy("topic")))
                        .wide(12),
                Panel.lines(
                                "Lag",
                                "Records that a service has yet to read.",
                                Unit.COUNT,
                                Query.of(
                                        "{{group}} {{topic}}",
                                        of(MetricCatalogue.EVENT_LOG_LAG).now().maxBy("group", "topic")))
                        .wide(12)
                        .explains(PlatformAlerts.LAG_HIGH),
                Panel.states(
                                "Broker reachable",
                                "Whether each service reaches Kafka: red while it does not.",
                                Unit.YES_NO,
                                Query.of(
                                        "{{group}}",
                                        of(MetricCatalogue.EVENT_LOG_BROKER)
                                                .now()
                                                .minBy("group")))
                        .wide(8)
                        .from(0, "red")
                        .from(1, "green")
                        .explains(PlatformAlerts.BROKER_UNREACHABLE),
                Panel.figures(
                                "Last replay",
                                "Time that each service read its topics for when it started.",
                                Unit.SECONDS,
                                Query.instant(
                                        "{{group}}",
                                        of(MetricCatalogue.EVENT_LOG_REPLAY)
                                                .now()
                                                .maxBy("group")))
                        .wide(8)
                        .explains(PlatformAlerts.REPLAY_SLOW),
                lost(
                                "Dead letters",
                                "Unreadable records put aside over the time shown.",
                                MetricCatalogue.EVENT_LOG_DEAD_LETTERS)
                        .explains(PlatformAlerts.DEAD_LETTERS),
                lost(
                                "Dropped",
                                "Records given up unsent over the time shown, for the broker was away.",
                                MetricCatalogue.EVENT_LOG_DROPPED)
                        .explains(PlatformAlerts.DROPPED));
    }

    private static Panel lost(String title, String description, Metric counter) {
        return Panel.figures(
                        title,
                        description,
                        Unit.COUNT,
                        Query.instant(
                                "records",
                                of(counter).increase("$__range").sumBy().orZero()))
                .from(0, "green")
                .from(1, "red");
    }

    private static Row processes() {
        return Row.of(
                "Processes",
                Panel.lines(
                                "CPU",
                                "Share of the machine's CPUs that each service uses.",
                                Unit.RATIO,
                                Query.of(
                                        "{{job}}",
                                        of(FrameworkMetrics.CPU).now().maxBy("job")))
                        .wide(8),
                Panel.lines(
                                "Memory of the JVM",
                                "Heap and other memory that each JVM uses.",
                                Unit.BYTES,
                                Query.of(
                                        "{{job}}",
                                        of(FrameworkMetrics.HEAP).now().sumBy("job")))
                        .wide(8),
                Panel.lines(
                                "Samples per scrape",
                                "How many samples each service shows: many mean a label with too many values.",
                                Unit.COUNT,
                                Query.of(
                                        "{{job}}",
                                        of(FrameworkMetrics.SCRAPED_SAMPLES)
                                                .now()
                                                .maxBy("job")))
                        .wide(8)
                        .explains(PlatformAlerts.CARDINALITY_HIGH),
                Panel.lines(
                                "Clients of the event stream",
                                "Browsers and programs that follow the gateway's event stream.",
                                Unit.COUNT,
                                Query.of(
                                        "{{job}}",
                                        of(MetricCatalogue.GATEWAY_STREAMS)
                                                .now()
                                                .sumBy("job")))
                        .wide(8));
    }

    private static Series requests() {
        return Series.count(FrameworkMetrics.HTTP_REQUESTS).like("job", JOB.inQuery());
    }

    private static Series of(Metric metric) {
        return Series.of(metric).like("job", JOB.inQuery());
    }
}
