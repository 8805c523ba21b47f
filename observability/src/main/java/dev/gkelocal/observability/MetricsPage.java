package dev.gkelocal.observability;

import java.util.Locale;
import java.util.stream.Collectors;

/** The catalogue as the page {@code docs/reference/metrics.md}. */
public final class MetricsPage {
    private static final String HEAD = """
            # Metrics

            Made from `MetricCatalogue` in the module `observability`; a test fails when this page is not what it makes. Make it anew with
            `./mvnw -pl observability -am test -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dgkelocal.regenerate=true`.

            Each service shows its series at `/q/metrics` on its management port. Units are base units. Beside these stand the
            frameworks' own series: `http_server_requests_seconds`, `jvm_*`, `process_*`. [Dashboards and alerts](../observability.md) are made of these.

            """;

    private MetricsPage() {}

    public static String markdown() {
        return HEAD + MetricCatalogue.ALL.stream().map(MetricsPage::section).collect(Collectors.joining("\n"));
    }

    private static String section(Metric metric) {
        var text = new StringBuilder("## `" + metric.name() + "`\n\n" + metric.help() + "\n\n");
        text.append("- type: ").append(lower(metric.type())).append(", in ").append(lower(metric.unit()));
        text.append("\n- labels: ").append(codes(metric)).append("\n- source: ").append(metric.source());
        if (!metric.buckets().isEmpty()) {
            text.append("\n- buckets: ");
            text.append(metric.buckets().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
        return text.append('\n').toString();
    }

    private static String codes(Metric metric) {
        if (metric.labels().isEmpty()) {
            return "none";
        }
        return metric.labels().stream().map(it -> "`" + it + "`").collect(Collectors.joining(", "));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
