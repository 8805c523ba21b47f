package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.observability.OpenMetrics;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/** Answers scrapers that can read OpenMetrics with it, for the exemplars; others get what Quarkus gives. */
@Singleton
final class ScrapeFormat {
    private static final int BEFORE_QUARKUS = -1;

    private final Provider<PrometheusMeterRegistry> registry;

    ScrapeFormat(Provider<PrometheusMeterRegistry> registry) {
        this.registry = registry;
    }

    void install(@Observes ManagementInterface management) {
        management.router().route("/q/metrics").order(BEFORE_QUARKUS).handler(this::answer);
    }

    private void answer(RoutingContext scrape) {
        if (!OpenMetrics.isRead(scrape.request().getHeader(HttpHeaders.ACCEPT))) {
            scrape.next();
            return;
        }
        var page = registry.get().scrape(OpenMetrics.CONTENT_TYPE);
        scrape.response().putHeader(HttpHeaders.CONTENT_TYPE, OpenMetrics.CONTENT_TYPE);
        scrape.end(OpenMetrics.conforming(page));
    }
}
