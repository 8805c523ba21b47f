package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.contracts.cloudrun.ContainerPort.Protocol;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** One event loop of the ingress: its servers, its connections to instances, its requests. All on one thread. */
final class IngressLoop implements Verticle {
    private static final Duration SWEEP = Duration.ofSeconds(1);

    final IngressSettings settings;
    final IngressObservers observers;
    private final Clocks clocks;
    private final RandomGenerator random;
    private final int port;
    private final List<String> hosts;
    private final Supplier<Routes> routes;

    Vertx vertx;
    private Context context;
    private HttpClient http1;
    private HttpClient h2c;
    private final List<HttpServer> servers = new ArrayList<>();
    private final Map<HttpConnection, ClientConnection> clients = new IdentityHashMap<>();
    private Deadlines active;
    /** Clients are asked to come to another replica. */
    private boolean sendsAway;

    private boolean awaited;
    private boolean draining;
    private long sweepDue;
    private long stallDue;
    private final Promise<Void> drained = Promise.promise();
    private final Promise<Void> deserted = Promise.promise();

    @SuppressWarnings("NullAway.Init") // Vert.x calls init before anything else
    IngressLoop(
            IngressSettings settings,
            IngressObservers observers,
            Clocks clocks,
            int port,
            List<String> hosts,
            Supplier<Routes> routes) {
        this.settings = settings;
        this.observers = observers;
        this.clocks = clocks;
        this.random = clocks.random().split();
        this.port = port;
        this.hosts = hosts;
        this.routes = routes;
    }

    @Override
    public Vertx getVertx() {
        return vertx;
    }

    @Override
    public void init(Vertx owner, Context loopContext) {
        vertx = owner;
        active = new Deadlines(owner, clocks.nanos(), it -> it.refuse(Refusal.TIMEOUT));
        context = loopContext;
    }

    @Override
    public void start(Promise<Void> started) {
        var limits = settings.limits();
        http1 = vertx.createHttpClient(Transport.toHttp1(limits), Transport.pool());
        h2c = vertx.createHttpClient(Transport.toH2c(limits), Transport.pool());
        vertx.setPeriodic(SWEEP.toMillis(), t -> sweep());
        Future<?> listening = Future.succeededFuture();
        for (var host : hosts) {
            var server = vertx.createHttpServer(Transport.server(limits))
                    .connectionHandler(this::connected)
                    .requestHandler(this::handle);
            servers.add(server);
            listening = listening.compose(v -> server.listen(port, host));
        }
        listening.<Void>mapEmpty().onComplete(started);
    }

    @Override
    public void stop(Promise<Void> stopped) {
        Future.all(servers.stream().map(HttpServer::close).toList())
                .eventually(() -> http1.close())
                .eventually(() -> h2c.close())
                .<Void>mapEmpty()
                .onComplete(stopped);
    }

    /**
     * Each answer from now on is the last of its connection, and the client closes it: proxies keep connections to the address of a Service,
     * which lead to this replica for as long as they are open. HTTP/2 has no such word in an answer.
     */
    void sendAway() {
        run(() -> sendsAway = true);
    }

    /** Complete when no connection is open, at that moment at least. Closes none. */
    Future<Void> deserted() {
        run(() -> {
            awaited = true;
            tellDeserted();
        });
        return deserted.future();
    }

    private void tellDeserted() {
        if (awaited && clients.isEmpty()) {
            deserted.tryComplete();
        }
    }

    /** Takes no new connections; complete when the last request has ended. */
    Future<Void> drain() {
        run(() -> {
            draining = true;
            closeIdle();
        });
        return drained.future();
    }

    private void closeIdle() {
        clients.values().stream()
                .filter(it -> it.isIdleFor(0, nanos()))
                .toList()
                .forEach(it -> it.connection.close());
        completeDrain();
    }

    private void completeDrain() {
        if (draining && active.isEmpty()) {
            drained.tryComplete();
        }
    }

    private void connected(HttpConnection connection) {
        if (draining) {
            connection.close();
            return;
        }
        clients.put(connection, new ClientConnection(connection, nanos()));
        connection.closeHandler(v -> {
            clients.remove(connection);
            tellDeserted();
        });
    }

    private void handle(HttpServerRequest request) {
        var client = clients.get(request.connection());
        if (client == null) {
            request.connection().close();
            return;
        }
        var head = RequestHead.read(request, client, settings.behindProxy(), random);
        if (head == null) {
            observers.metrics().refused(Refusal.BAD_REQUEST.reason);
            answerBroken(request);
            return;
        }
        var table = routes.get();
        if (table.refusal != null) {
            turnAway(head, table.refusal);
            return;
        }
        var destination = table.find(head.authority(), request.getHeader("x-service-name"));
        var lane = destination == null ? null : destination.pick(random);
        if (lane == null) {
            turnAway(head, Refusal.NOT_FOUND);
        } else if (settings.reservedPaths().contains(head.path())) {
            turnAway(head, Refusal.RESERVED_PATH);
        } else if (head.isExpectingMore()) {
            turnAway(head, Refusal.EXPECTATION);
        } else {
            new Exchange(this, head, lane).start();
        }
    }

    private void turnAway(RequestHead head, Refusal refusal) {
        observers.metrics().refused(refusal.reason);
        var body = new RequestBody(
                head.request(), head.contentLength(), settings.limits().bodyBytes(), () -> {});
        body.hold(head.isChunked());
        var unread = !body.isOver();
        answer(head, refusal, unread);
        if (unread) {
            body.discard();
        }
    }

    private static void answerBroken(HttpServerRequest request) {
        request.response()
                .setStatusCode(Refusal.BAD_REQUEST.status)
                .putHeader("connection", "close")
                .end(Refusal.BAD_REQUEST.body)
                .onComplete(v -> request.connection().close());
    }

    /** Says so in the headers of an answer to {@code request} that is not sent yet. */
    void sendAway(HttpServerRequest request) {
        if (sendsAway && request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader("connection", "close");
        }
    }

    /** @param unread whether the request's body has not ended */
    void answer(RequestHead head, Refusal refusal, boolean unread) {
        var response = head.request().response();
        if (response.ended() || response.closed()) {
            return;
        }
        // A client that was not told to continue may or may not send the body: what follows cannot be told apart.
        var ambiguous = unread && head.isExpectingContinue();
        response.headers().clear();
        response.setStatusCode(refusal.status)
                .putHeader("content-type", refusal.html ? "text/html; charset=UTF-8" : "text/plain");
        if (head.request().version() != HttpVersion.HTTP_2) {
            response.setStatusMessage(HttpResponseStatus.valueOf(refusal.status).reasonPhrase());
        }
        if (ambiguous) {
            response.putHeader("connection", "close");
        } else {
            sendAway(head.request());
        }
        var sent = response.end(refusal.body);
        if (ambiguous) {
            sent.onComplete(v -> head.request().connection().close());
        }
    }

    HttpClient client(Protocol protocol) {
        return protocol == Protocol.H2C ? h2c : http1;
    }

    void run(Runnable task) {
        context.runOnContext(v -> task.run());
    }

    long nanos() {
        return clocks.nanos().getAsLong();
    }

    void began(Exchange exchange) {
        active.add(exchange);
        exchange.head.client().begin();
    }

    void finished(Exchange exchange, RequestRecord.Outcome outcome, long now) {
        active.remove(exchange);
        exchange.head.client().end(now);
        if (observers.log() != RequestLog.NONE) {
            observers
                    .log()
                    .finished(RequestRecord.of(
                            exchange.head, outcome, clocks.wall().instant()));
        }
        if (draining) {
            run(this::closeIdle);
        }
    }

    /** Closes connections on which nothing happens, and requests whose body has stalled. */
    private void sweep() {
        var now = nanos();
        if (now >= sweepDue) {
            var idle = settings.limits().idle().toNanos();
            sweepDue = now + Math.min(SWEEP.toNanos(), idle / 2);
            clients.values().stream()
                    .filter(it -> it.isIdleFor(idle, now))
                    .toList()
                    .forEach(it -> it.connection.close());
        }
        if (now >= stallDue) {
            stallDue = now + settings.limits().bodyStall().toNanos();
            active.all().filter(Exchange::hasStalled).toList().forEach(it -> it.refuse(Refusal.STALLED));
        }
    }
}
