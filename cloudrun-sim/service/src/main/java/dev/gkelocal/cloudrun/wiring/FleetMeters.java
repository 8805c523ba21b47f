package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.fleet.FleetView;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.cloudrun.InstanceState;
import dev.gkelocal.contracts.cloudrun.InstanceState.Phase;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.meters.CatalogueMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fleet in the series of the catalogue (observability sheet 9.1). Called on the fleet's thread alone. */
final class FleetMeters {
    private static final double MILLIS = 1000;
    /** Billing counts in stretches of 100 ms (cloudrun sheet 5). */
    private static final long BILLED_MILLIS = 100;

    private final MeterRegistry registry;
    private final Set<RevisionName> known = new HashSet<>();
    private final Map<InstanceId, Instant> billedSince = new HashMap<>();
    private volatile Supplier<Map<RevisionName, FleetView>> views = Map::of;

    FleetMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void read(Supplier<Map<RevisionName, FleetView>> figures) {
        views = figures;
    }

    void instance(InstanceState state) {
        register(state.revision());
        var since = billedSince.get(state.id());
        boolean billed =
                state.phase() == Phase.STARTING || state.phase() == Phase.ACTIVE || state.phase() == Phase.DRAINING;
        var at = moment(state);
        if (billed && since == null) {
            billedSince.put(state.id(), at);
        } else if (!billed && since != null) {
            billedSince.remove(state.id());
            long millis = Math.max(0, Duration.between(since, at).toMillis());
            long stretches = Math.ceilDiv(millis, BILLED_MILLIS);
            counter(MetricCatalogue.CLOUD_RUN_BILLABLE, state.revision()).increment(stretches * BILLED_MILLIS / MILLIS);
        }
    }

    /** State versions carry the time of the change. */
    private static Instant moment(InstanceState state) {
        return Instant.ofEpochMilli(state.version().generation());
    }

    void decided(ScalingDecided decision) {
        var direction = decision.to() >= decision.from() ? "up" : "down";
        counter(
                        MetricCatalogue.CLOUD_RUN_DECISIONS,
                        decision.revision(),
                        direction,
                        decision.reason().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void started(RevisionName revision, Duration startup, boolean forWaitingRequest) {
        CatalogueMeters.timer(registry, MetricCatalogue.CLOUD_RUN_STARTUP, labels(revision))
                .record(startup);
        if (forWaitingRequest) {
            counter(MetricCatalogue.CLOUD_RUN_COLD_STARTS, revision).increment();
        }
    }

    void endedByItself(RevisionName revision) {
        counter(MetricCatalogue.CLOUD_RUN_EXITS, revision).increment();
    }

    /** Counters begin at 0, for the growth to a first count is else not seen. */
    private void register(RevisionName revision) {
        if (!known.add(revision)) {
            return;
        }
        counter(MetricCatalogue.CLOUD_RUN_BILLABLE, revision);
        counter(MetricCatalogue.CLOUD_RUN_COLD_STARTS, revision);
        counter(MetricCatalogue.CLOUD_RUN_EXITS, revision);
        CatalogueMeters.timer(registry, MetricCatalogue.CLOUD_RUN_STARTUP, labels(revision));
        gauge(revision, FleetView::active, MetricCatalogue.CLOUD_RUN_INSTANCES, "active");
        gauge(revision, FleetView::idle, MetricCatalogue.CLOUD_RUN_INSTANCES, "idle");
        gauge(revision, FleetView::formula, MetricCatalogue.CLOUD_RUN_RECOMMENDED);
        gauge(revision, it -> it.limits().minInstances(), MetricCatalogue.CLOUD_RUN_MIN);
        gauge(revision, it -> it.limits().maxInstances(), MetricCatalogue.CLOUD_RUN_MAX);
        gauge(revision, FleetView::targetConcurrency, MetricCatalogue.CLOUD_RUN_TARGET_CONCURRENCY);
        gauge(revision, it -> it.load().oneMinute(), MetricCatalogue.CLOUD_RUN_OBSERVED_CONCURRENCY, "1m");
        gauge(revision, it -> it.load().tenMinutes(), MetricCatalogue.CLOUD_RUN_OBSERVED_CONCURRENCY, "10m");
    }

    private void gauge(
            RevisionName revision,
            ToDoubleFunction<FleetView> figure,
            dev.gkelocal.observability.Metric metric,
            String... more) {
        CatalogueMeters.gauge(
                registry,
                metric,
                () -> {
                    @Nullable FleetView view = views.get().get(revision);
                    return view == null ? 0 : figure.applyAsDouble(view);
                },
                labels(revision, more));
    }

    private Counter counter(dev.gkelocal.observability.Metric metric, RevisionName revision, String... more) {
        return CatalogueMeters.counter(registry, metric, labels(revision, more));
    }

    private static String[] labels(RevisionName revision, String... more) {
        var service = revision.service();
        return Stream.concat(
                        Stream.of(service.project(), service.region(), service.service(), revision.revision()),
                        Stream.of(more))
                .toArray(String[]::new);
    }
}
