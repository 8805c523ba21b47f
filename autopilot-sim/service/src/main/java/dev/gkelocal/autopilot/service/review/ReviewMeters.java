package dev.gkelocal.autopilot.service.review;

import dev.gkelocal.autopilot.core.admission.Change;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.meters.CatalogueMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The reviews in the series of the catalogue. */
public final class ReviewMeters {
    /** Names of fields come from users' manifests (labels, selectors): beyond so many they are counted together. */
    private static final int MOST_FIELDS = 100;

    private final MeterRegistry registry;
    private final Map<String, Counter> reviews = new ConcurrentHashMap<>();
    private final Map<String, Counter> adjustments = new ConcurrentHashMap<>();

    public ReviewMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    enum Webhook {
        MUTATE,
        VALIDATE,
        AUTHORIZE,
        NODES
    }

    enum Outcome {
        ALLOWED,
        DENIED,
        /** Allowed, because it could not be judged. */
        UNJUDGED,
        MALFORMED
    }

    void reviewed(Webhook webhook, Outcome outcome) {
        var hook = webhook.name().toLowerCase(Locale.ROOT);
        var result = outcome.name().toLowerCase(Locale.ROOT);
        reviews.computeIfAbsent(
                        hook + " " + result,
                        _ -> CatalogueMeters.counter(registry, MetricCatalogue.AUTOPILOT_REVIEWS, hook, result))
                .increment();
    }

    /** Counts what admission changed. */
    public void adjusted(List<Change> changes) {
        for (var change : changes) {
            var steps = change.path().steps();
            var last = steps.isEmpty() ? "" : steps.getLast();
            var field = adjustments.containsKey(last) || adjustments.size() < MOST_FIELDS ? last : "other";
            adjustments
                    .computeIfAbsent(
                            field, it -> CatalogueMeters.counter(registry, MetricCatalogue.AUTOPILOT_ADJUSTMENTS, it))
                    .increment();
        }
    }
}
