package dev.gkelocal.platform.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.meters.CatalogueMeters;
import dev.gkelocal.platform.problems.DidYouMean;
import dev.gkelocal.platform.problems.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /api/v1/events}. A Vert.x handler, for it alone lets a slow client be seen and closed. */
@Singleton
final class EventRoute implements EventSource.Closed {
    static final String PATH = "/api/v1/events";

    private final EventStreams streams;
    private final ObjectMapper json;
    private final MeterRegistry meters;
    private final Vertx vertx;
    private final Duration heartbeat;
    private final int maxWaiting;
    private final Set<EventSource> open = ConcurrentHashMap.newKeySet();

    @Inject
    EventRoute(
            EventStreams streams,
            ObjectMapper json,
            MeterRegistry meters,
            Vertx vertx,
            @ConfigProperty(name = "gkelocal.gateway.heartbeat", defaultValue = "15s") Duration heartbeat,
            @ConfigProperty(name = "gkelocal.gateway.waiting-events", defaultValue = "2000") int maxWaiting) {
        this.streams = streams;
        this.json = json;
        this.meters = meters;
        this.vertx = vertx;
        this.heartbeat = heartbeat;
        this.maxWaiting = maxWaiting;
    }

    void install(@Observes Router router) {
        router.get(PATH).handler(this::follow);
        CatalogueMeters.gauge(meters, MetricCatalogue.GATEWAY_STREAMS, open::size);
    }

    void stop(@Observes ShutdownEvent event) {
        open.forEach(it -> it.close(CloseReason.STOPPING));
    }

    private void follow(RoutingContext request) {
        var filter = filter(request);
        var unknown = filter.hopeless();
        if (!unknown.isEmpty()) {
            var advice = DidYouMean.advice(unknown.getFirst(), TypeFilter.knownTypes());
            answer(
                    request,
                    Problem.badRequest(
                            "query parameter type", "No event type matches '" + unknown.getFirst() + "'.", advice));
            return;
        }
        var lastId = lastEventId(request);
        var after = lastId.flatMap(EventId::parse);
        if (lastId.isPresent() && after.isEmpty()) {
            answer(
                    request,
                    Problem.badRequest(
                            "Last-Event-ID",
                            "'" + lastId.get() + "' is no id that this stream gave.",
                            "Send the id of the last event as it came, or none to begin with the next event."));
            return;
        }
        begin(request, filter, after);
    }

    private void begin(RoutingContext request, TypeFilter filter, Optional<EventId> after) {
        var source = new EventSource(vertx.getOrCreateContext(), request.request(), filter, maxWaiting, this);
        var start = streams.subscribe(source, after);
        if (start.isEmpty()) {
            answer(
                    request,
                    Problem.of(503, "Too many streams", "Too many clients follow the events already.")
                            .next("Close one of them, or try again later."));
            return;
        }
        open.add(source);
        long timer = vertx.setPeriodic(heartbeat.toMillis(), id -> {
            if (open.contains(source)) {
                source.beat();
            } else {
                vertx.cancelTimer(id);
            }
        });
        request.addEndHandler(_ -> vertx.cancelTimer(timer));
        request.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        source.begin(start.get());
    }

    @Override
    public void closed(EventSource source, CloseReason reason) {
        streams.unsubscribe(source);
        open.remove(source);
        CatalogueMeters.counter(meters, MetricCatalogue.GATEWAY_STREAMS_CLOSED, reason.id())
                .increment();
    }

    private static TypeFilter filter(RoutingContext request) {
        return new TypeFilter(request.queryParam("type").stream()
                .flatMap(it -> Arrays.stream(it.split(",")))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList());
    }

    /** The header that browsers send when they reconnect, or a parameter for the first connection. */
    private static Optional<String> lastEventId(RoutingContext request) {
        var header = request.request().getHeader("Last-Event-ID");
        var given = header != null ? List.of(header) : request.queryParam("lastEventId");
        return given.stream().filter(it -> !it.isEmpty()).findFirst();
    }

    private void answer(RoutingContext request, Problem problem) {
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem of texts and numbers cannot fail to become JSON", e);
        }
    }
}
