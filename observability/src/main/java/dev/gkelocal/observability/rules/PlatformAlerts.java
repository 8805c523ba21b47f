package dev.gkelocal.observability.rules;

import dev.gkelocal.observability.DashboardUids;
import dev.gkelocal.observability.FrameworkMetrics;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.promql.Expr;
import dev.gkelocal.observability.promql.Series;
import java.time.Duration;

/** Alerts about the platform's own programs and the event log. */
public final class PlatformAlerts {
    /** Names of our services in the label {@code job}. */
    public static final String SERVICES = "platform-api|cloudrun-sim|autopilot-sim";

    private static final String HOUR = "1h";
    private static final String TEN_MINUTES = "10m";
    private static final int MANY_RECORDS = 1_000;
    private static final int SLOW_REPLAY_SECONDS = 30;
    private static final int MANY_SAMPLES = 10_000;

    public static final Alert WATCHDOG = new Alert(
            "Watchdog",
            Severity.NONE,
            Expr.constant(1),
            Duration.ZERO,
            "Alerts arrive",
            "Fires always. Where it is missing, no alert arrives: look at Prometheus first.",
            DashboardUids.PLATFORM);

    /** Seen within the hour, so a service that was never there, or was taken away, is not missed. */
    public static final Alert SERVICE_DOWN = new Alert(
            "GkeLocalServiceDown",
            Severity.CRITICAL,
            services()
                    .presentOver(HOUR)
                    .countBy("job", "namespace")
                    .unless(services().now().is(1).countBy("job", "namespace")),
            Duration.ofMinutes(2),
            "{{ $labels.job }} does not answer",
            "Prometheus cannot scrape {{ $labels.job }}, which it saw within the last hour. Look at its log and its state.",
            DashboardUids.PLATFORM);

    public static final Alert LAG_HIGH = new Alert(
            "EventLagHigh",
            Severity.WARNING,
            Series.of(MetricCatalogue.EVENT_LOG_LAG)
                    .now()
                    .maxBy("group", "topic")
                    .above(MANY_RECORDS),
            Duration.ofMinutes(2),
            "{{ $labels.group }} is {{ $value }} records behind on {{ $labels.topic }}",
            "What {{ $labels.group }} shows is old. It reads slower than others write, or it hangs.",
            DashboardUids.PLATFORM);

    public static final Alert DEAD_LETTERS = new Alert(
            "EventDeadLetters",
            Severity.WARNING,
            appeared(Series.of(MetricCatalogue.EVENT_LOG_DEAD_LETTERS), "job", "topic"),
            Duration.ZERO,
            "{{ $labels.job }} could not read records of {{ $labels.topic }}",
            "They were put aside with the reason, and reading went on. Something else writes to our topics, or versions differ.",
            DashboardUids.PLATFORM);

    public static final Alert DROPPED = new Alert(
            "EventRecordsDropped",
            Severity.WARNING,
            appeared(Series.of(MetricCatalogue.EVENT_LOG_DROPPED), "job", "topic"),
            Duration.ZERO,
            "{{ $labels.job }} gave up records for {{ $labels.topic }}",
            "The broker was away for longer than the buffer lasts. Histories have a gap; states are written anew.",
            DashboardUids.PLATFORM);

    public static final Alert BROKER_UNREACHABLE = new Alert(
            "EventBrokerUnreachable",
            Severity.CRITICAL,
            Series.of(MetricCatalogue.EVENT_LOG_BROKER).now().minBy("group").is(0),
            Duration.ofMinutes(1),
            "{{ $labels.group }} cannot reach Kafka",
            "Traffic flows, writes are answered with 503 until the broker is back.",
            DashboardUids.PLATFORM);

    public static final Alert REPLAY_SLOW = new Alert(
            "EventReplaySlow",
            Severity.INFO,
            Series.of(MetricCatalogue.EVENT_LOG_REPLAY).now().maxBy("group").above(SLOW_REPLAY_SECONDS),
            Duration.ZERO,
            "The last start of {{ $labels.group }} read for {{ $value | humanizeDuration }}",
            "A service is ready only once it has read its topics. They are long, or the machine was busy.",
            DashboardUids.PLATFORM);

    public static final Alert CARDINALITY_HIGH = new Alert(
            "MetricsCardinalityHigh",
            Severity.WARNING,
            Series.of(FrameworkMetrics.SCRAPED_SAMPLES).now().maxBy("job").above(MANY_SAMPLES),
            Duration.ofMinutes(5),
            "{{ $labels.job }} shows {{ $value }} samples at each scrape",
            "Some label has too many values: Prometheus will need much memory.",
            DashboardUids.PLATFORM);

    private PlatformAlerts() {}

    static RuleGroup group() {
        return RuleGroup.of(
                "platform",
                WATCHDOG,
                SERVICE_DOWN,
                LAG_HIGH,
                DEAD_LETTERS,
                DROPPED,
                BROKER_UNREACHABLE,
                REPLAY_SLOW,
                CARDINALITY_HIGH);
    }

    private static Series services() {
        return Series.of(FrameworkMetrics.UP).like("job", SERVICES);
    }

    /** Counted within ten minutes. A counter that was not there before has appeared with its first count. */
    private static Expr appeared(Series counter, String... by) {
        return counter.increase(TEN_MINUTES)
                .sumBy(by)
                .above(0)
                .or(counter.newSince(TEN_MINUTES).sumBy(by).above(0));
    }
}
