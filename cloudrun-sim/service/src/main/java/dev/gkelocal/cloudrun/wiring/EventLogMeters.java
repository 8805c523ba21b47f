package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.eventlog.EventLogMetrics;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.meters.CatalogueMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The event log in the series of the catalogue (observability sheet 9.3). */
final class EventLogMeters implements EventLogMetrics {
    private static final String GROUP = "cloudrun-sim";
    private static final double NANOS = 1e9;

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();

    EventLogMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void replayed(Duration took, long records) {
        CatalogueMeters.gauge(registry, MetricCatalogue.EVENT_LOG_REPLAY, () -> took.toNanos() / NANOS, GROUP);
    }

    @Override
    public void lag(String topic, long records) {
        lags.computeIfAbsent(topic, it -> {
                    var value = new AtomicLong();
                    CatalogueMeters.gauge(registry, MetricCatalogue.EVENT_LOG_LAG, value::get, it, GROUP);
                    return value;
                })
                .set(records);
    }

    @Override
    public void deadLettered(String topic) {
        CatalogueMeters.counter(registry, MetricCatalogue.EVENT_LOG_DEAD_LETTERS, topic)
                .increment();
    }
}
