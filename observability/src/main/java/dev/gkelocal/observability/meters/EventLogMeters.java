package dev.gkelocal.observability.meters;

import dev.gkelocal.eventlog.EventLogMetrics;
import dev.gkelocal.observability.Metric;
import dev.gkelocal.observability.MetricCatalogue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Records what a service's event log does. */
public final class EventLogMeters implements EventLogMetrics {
    private final MeterRegistry registry;
    private final String group;
    private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();
    private final Map<String, Counter> read = new ConcurrentHashMap<>();
    private final Map<String, Counter> deadLetters = new ConcurrentHashMap<>();
    private final Map<String, Counter> dropped = new ConcurrentHashMap<>();
    private volatile Duration replay = Duration.ZERO;
    private volatile boolean reachable;

    /** @param group the service that reads */
    public EventLogMeters(MeterRegistry registry, String group) {
        this.registry = registry;
        this.group = group;
        CatalogueMeters.gauge(registry, MetricCatalogue.EVENT_LOG_REPLAY, () -> replay.toNanos() / 1e9, group);
        CatalogueMeters.gauge(registry, MetricCatalogue.EVENT_LOG_BROKER, () -> reachable ? 1 : 0, group);
    }

    @Override
    public void replayed(Duration took, long records) {
        replay = took;
        reachable = true;
    }

    @Override
    public void lag(String topic, long records) {
        lags.computeIfAbsent(topic, this::lagGauge).set(records);
    }

    private AtomicLong lagGauge(String topic) {
        var lag = new AtomicLong();
        CatalogueMeters.gauge(registry, MetricCatalogue.EVENT_LOG_LAG, lag::get, topic, group);
        return lag;
    }

    @Override
    public void read(String topic) {
        read.computeIfAbsent(topic, it -> CatalogueMeters.counter(registry, MetricCatalogue.EVENT_LOG_READ, it, group))
                .increment();
    }

    @Override
    public void deadLettered(String topic) {
        counter(deadLetters, MetricCatalogue.EVENT_LOG_DEAD_LETTERS, topic).increment();
    }

    @Override
    public void dropped(String topic) {
        counter(dropped, MetricCatalogue.EVENT_LOG_DROPPED, topic).increment();
    }

    @Override
    public void brokerReachable(boolean isReachable) {
        reachable = isReachable;
    }

    private Counter counter(Map<String, Counter> known, Metric metric, String topic) {
        return known.computeIfAbsent(topic, it -> CatalogueMeters.counter(registry, metric, it));
    }
}
