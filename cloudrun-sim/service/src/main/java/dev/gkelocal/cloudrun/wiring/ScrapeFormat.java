package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.observability.OpenMetrics;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Lets scrapers that can read OpenMetrics have it, for the exemplars. */
@Singleton
final class ScrapeFormat {
    private static final int BEFORE_ALL_OTHERS = -1;

    void install(@Observes ManagementInterface management) {
        management.router().route("/q/metrics").order(BEFORE_ALL_OTHERS).handler(ScrapeFormat::prefer);
    }

    private static void prefer(RoutingContext scrape) {
        var headers = scrape.request().headers();
        var accept = OpenMetrics.accept(headers.get(HttpHeaders.ACCEPT));
        if (accept != null) {
            headers.set(HttpHeaders.ACCEPT, accept);
        }
        scrape.next();
    }
}
