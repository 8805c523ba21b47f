package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.leadership.Leadership.Successor;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to the Admin API of a replica that hands over: changes wait until another one leads, and from then on all go there. Proxies
 * of the cluster send them here for some seconds more.
 */
@Singleton
final class ApiRelay {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRelay.class);
    private static final int BEFORE_ALL_OTHERS = 10_000;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int UNAVAILABLE = 503;
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    /** Of one connection (RFC 9110 7.6.1); the host is said anew. */
    private static final List<String> HOP =
            List.of("connection", "keep-alive", "te", "upgrade", "http2-settings", "host", "transfer-encoding");

    private final Handover handover;
    private final int port;
    private final HttpClient client;

    @Inject
    ApiRelay(Lifecycle lifecycle, Vertx vertx, @ConfigProperty(name = "quarkus.http.port") int port) {
        this(lifecycle.handover(), vertx, port);
    }

    /** @param port at which every replica has its API */
    ApiRelay(Handover handover, Vertx vertx, int port) {
        this.handover = handover;
        this.port = port;
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEFORE_ALL_OTHERS);
    }

    void handle(RoutingContext call) {
        boolean read = READS.contains(call.request().method());
        if (!handover.hasBegun() || (read && !handover.hasEnded())) {
            call.next();
            return;
        }
        var context = call.vertx().getOrCreateContext();
        call.request().pause();
        var _ = handover.successor().thenAccept(successor -> context.runOnContext(ignored -> answer(call, successor)));
    }

    private void answer(RoutingContext call, Optional<Successor> successor) {
        if (successor.isPresent()) {
            pass(call, successor.get());
        } else {
            call.request().resume();
            call.next();
        }
    }

    private void pass(RoutingContext call, Successor to) {
        var request = call.request();
        var options = new RequestOptions()
                .setMethod(request.method())
                .setHost(to.host())
                .setPort(port)
                .setURI(request.uri());
        client.request(options)
                .compose(passed -> {
                    passed.headers().setAll(request.headers());
                    HOP.forEach(passed.headers()::remove);
                    passed.authority(request.authority());
                    return passed.send(request);
                })
                .compose(answer -> {
                    call.response().setStatusCode(answer.statusCode());
                    call.response().headers().setAll(answer.headers());
                    HOP.forEach(call.response().headers()::remove);
                    sendAway(call);
                    return call.response().send(answer);
                })
                .onFailure(e -> refuse(call, to, e));
    }

    /** The client is to connect anew: its connection leads here for as long as it is open. */
    private static void sendAway(RoutingContext call) {
        if (call.request().version() != HttpVersion.HTTP_2) {
            call.response().putHeader("connection", "close");
        }
    }

    private static void refuse(RoutingContext call, Successor to, Throwable cause) {
        LOG.warn("request not passed on to={} cause={}", to.host(), cause.toString());
        if (call.response().headWritten()) {
            call.response().reset();
        } else {
            sendAway(call);
            call.response().setStatusCode(UNAVAILABLE).end("another replica took over and does not answer");
        }
    }
}
