package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.routing.RevisionRoute.Endpoint;
import dev.gkelocal.contracts.InstanceId;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A user's program, made of one handler. Counts its requests, and can hold them until they are let go. */
final class Upstream {
    final InstanceId id;
    final AtomicInteger current = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final AtomicInteger served = new AtomicInteger();
    final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    private Upstream(Vertx vertx, String id, Handler<HttpServerRequest> handler) {
        this.id = new InstanceId(id);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> count(request, handler));
        Waits.get(server.listen());
    }

    static Upstream answering(Vertx vertx, String id, Handler<HttpServerRequest> handler) {
        return new Upstream(vertx, id, handler);
    }

    /** Answers with its id. */
    static Upstream named(Vertx vertx, String id) {
        return new Upstream(vertx, id, request -> request.response().end(id));
    }

    /** Answers with its id once it is told to. */
    static Upstream holding(Vertx vertx, String id) {
        var made = new Upstream[1];
        made[0] = new Upstream(vertx, id, request -> made[0].held.add(request));
        return made[0];
    }

    private void count(HttpServerRequest request, Handler<HttpServerRequest> handler) {
        most.accumulateAndGet(current.incrementAndGet(), Math::max);
        requests.add(request);
        var ended = new AtomicInteger();
        Runnable once = () -> {
            if (ended.getAndIncrement() == 0) {
                current.decrementAndGet();
                served.incrementAndGet();
            }
        };
        request.response().endHandler(v -> once.run());
        request.response().closeHandler(v -> once.run());
        handler.handle(request);
    }

    int held() {
        return held.size();
    }

    void letGo(int count) {
        for (int i = 0; i < count; i++) {
            var request = held.poll();
            if (request != null) {
                request.response().end(id.value());
            }
        }
    }

    Endpoint endpoint() {
        return new Endpoint(id, "127.0.0.1", server.actualPort());
    }

    Future<Void> stop() {
        return server.close();
    }
}
