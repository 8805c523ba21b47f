package dev.gkelocal.observability.meters;

import dev.gkelocal.observability.Buckets;
import dev.gkelocal.observability.Metric;
import dev.gkelocal.observability.MetricCatalogue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Meters of the catalogue. Label values are given in the order of {@link Metric#labels()}. Look a meter up once and
 * keep it: a look-up costs more than a recording.
 */
public final class CatalogueMeters {
    /** Quarkus' own timer of the HTTP servers. */
    private static final String HTTP_SERVER = "http.server.requests";

    private static final Map<String, Metric> BY_NAME =
            MetricCatalogue.ALL.stream().collect(Collectors.toMap(Metric::name, Function.identity()));

    private CatalogueMeters() {}

    public static Counter counter(MeterRegistry registry, Metric metric, String... labelValues) {
        return Counter.builder(of(metric, Metric.Type.COUNTER))
                .description(metric.help())
                .tags(tags(metric, labelValues))
                .register(registry);
    }

    /** A counter whose value is read from the holder, which the registry holds weakly, at each scrape. */
    public static <T> FunctionCounter counter(
            MeterRegistry registry, Metric metric, T holder, ToDoubleFunction<T> value, String... labelValues) {
        return FunctionCounter.builder(of(metric, Metric.Type.COUNTER), holder, value)
                .description(metric.help())
                .tags(tags(metric, labelValues))
                .register(registry);
    }

    public static Gauge gauge(MeterRegistry registry, Metric metric, Supplier<Number> value, String... labelValues) {
        return Gauge.builder(of(metric, Metric.Type.GAUGE), value)
                .description(metric.help())
                .tags(tags(metric, labelValues))
                .strongReference(true)
                .register(registry);
    }

    /** A histogram of durations. Its buckets come from {@link #buckets()}, which the registry must have as a filter. */
    public static Timer timer(MeterRegistry registry, Metric metric, String... labelValues) {
        return Timer.builder(of(metric, Metric.Type.HISTOGRAM))
                .description(metric.help())
                .tags(tags(metric, labelValues))
                .register(registry);
    }

    /** Gives the catalogue's histograms, and Quarkus' HTTP server timer, their fixed buckets. A bean of each service. */
    public static MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                var bounds = boundsOf(id.getName());
                if (bounds.isEmpty()) {
                    return config;
                }
                return DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(nanos(bounds))
                        .build()
                        .merge(config);
            }
        };
    }

    private static List<Double> boundsOf(String meter) {
        var metric = BY_NAME.get(meter);
        if (metric != null) {
            return metric.buckets();
        }
        return meter.equals(HTTP_SERVER) ? Buckets.REQUEST : List.of();
    }

    private static double[] nanos(List<Double> seconds) {
        double nanosPerSecond = Duration.ofSeconds(1).toNanos();
        return seconds.stream()
                .mapToDouble(it -> Math.rint(it * nanosPerSecond))
                .toArray();
    }

    private static String of(Metric metric, Metric.Type type) {
        if (metric.type() != type) {
            throw new IllegalArgumentException(metric.name() + " is a " + metric.type() + ", not a " + type);
        }
        return metric.name();
    }

    private static Tags tags(Metric metric, String... values) {
        var labels = metric.labels();
        if (labels.size() != values.length) {
            throw new IllegalArgumentException(
                    metric.name() + " has labels " + labels + ", got " + values.length + " values");
        }
        var tags = new Tag[values.length];
        for (int i = 0; i < values.length; i++) {
            tags[i] = Tag.of(labels.get(i), values[i]);
        }
        return Tags.of(tags);
    }
}
