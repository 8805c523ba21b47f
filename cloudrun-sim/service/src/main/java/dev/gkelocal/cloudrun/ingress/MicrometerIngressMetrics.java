package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.meters.CatalogueMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Counts in the series of the catalogue (observability sheet 9.1), with every meter looked up once. */
public final class MicrometerIngressMetrics implements IngressMetrics {
    private final MeterRegistry registry;
    private final Map<String, Counter> nowhere = new ConcurrentHashMap<>();

    public MicrometerIngressMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public RevisionMeters revision(RevisionName name, IntSupplier waiting) {
        return new Meters(registry, name, waiting);
    }

    @Override
    public void refused(String reason) {
        nowhere.computeIfAbsent(
                        reason,
                        it -> CatalogueMeters.counter(registry, MetricCatalogue.CLOUD_RUN_REJECTED, "", "", "", "", it))
                .increment();
    }

    private record Answers(Counter count, Timer time) {}

    private static final class Meters implements RevisionMeters {
        private static final int CODES = 600;

        private final MeterRegistry registry;
        private final String[] labels;
        private final AtomicReferenceArray<@Nullable Answers> byCode = new AtomicReferenceArray<>(CODES);
        private final Map<String, Counter> rejected = new ConcurrentHashMap<>();
        private final Meter waiting;

        Meters(MeterRegistry registry, RevisionName name, IntSupplier waiting) {
            this.registry = registry;
            var service = name.service();
            labels = new String[] {service.project(), service.region(), service.service(), name.revision()};
            this.waiting =
                    CatalogueMeters.gauge(registry, MetricCatalogue.CLOUD_RUN_PENDING, waiting::getAsInt, labels);
        }

        @Override
        public void served(int status, long nanos) {
            var code = status > 0 && status < CODES ? status : 0;
            var answers = byCode.get(code);
            if (answers == null) {
                answers = resolve(code);
                byCode.set(code, answers);
            }
            answers.count.increment();
            answers.time.record(nanos, TimeUnit.NANOSECONDS);
        }

        private Answers resolve(int code) {
            var values = with(String.valueOf(code), code / 100 + "xx");
            return new Answers(
                    CatalogueMeters.counter(registry, MetricCatalogue.CLOUD_RUN_REQUESTS, values),
                    CatalogueMeters.timer(registry, MetricCatalogue.CLOUD_RUN_REQUEST_DURATION, values));
        }

        @Override
        public void refused(String reason) {
            rejected.computeIfAbsent(
                            reason,
                            it -> CatalogueMeters.counter(registry, MetricCatalogue.CLOUD_RUN_REJECTED, with(it)))
                    .increment();
        }

        @Override
        public void close() {
            var all = new ArrayList<Meter>(rejected.values());
            all.add(waiting);
            for (int i = 0; i < CODES; i++) {
                var answers = byCode.get(i);
                if (answers != null) {
                    all.addAll(List.of(answers.count, answers.time));
                }
            }
            all.forEach(registry::remove);
        }

        private String[] with(String... more) {
            var all = new ArrayList<>(List.of(labels));
            all.addAll(List.of(more));
            return all.toArray(String[]::new);
        }
    }
}
