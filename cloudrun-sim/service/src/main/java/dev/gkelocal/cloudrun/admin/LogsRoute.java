package dev.gkelocal.cloudrun.admin;

import dev.gkelocal.cloudrun.logs.Entry;
import dev.gkelocal.cloudrun.logs.LogEntryJson;
import dev.gkelocal.cloudrun.logs.LogStore;
import dev.gkelocal.config.access.LoopbackAccess;
import dev.gkelocal.config.access.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /local/v1/logs?service=&revision=&since=&limit=&follow=}: Cloud Logging entries, one JSON object a line, the
 * oldest first; with {@code follow} the stream goes on. Ours, not Google's.
 */
@ApplicationScoped
class LogsRoute {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 10_000;
    /** How often a silent stream looks whether its reader is still there. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final LogStore store;

    LogsRoute(LogStore store) {
        this.store = store;
    }

    void register(@Observes Router router) {
        router.get("/local/v1/logs").handler(this::handle);
    }

    /** @param since entries at or after it */
    private record Query(String service, String revision, Instant since, int limit, boolean follow) {}

    private void handle(RoutingContext context) {
        var request = context.request();
        var verdict = LoopbackAccess.check(
                Access.NAMES,
                "GET",
                request.getHeader("Host"),
                request.getHeader("Origin"),
                request.getHeader("Content-Type"));
        if (verdict instanceof Verdict.Refused(var status, var title, var detail)) {
            error(context.response(), status, "PERMISSION_DENIED", title + ". " + detail);
            return;
        }
        var query = query(context);
        if (query != null) {
            var response = context.response().setChunked(true).putHeader("Content-Type", "application/x-ndjson");
            var open = new AtomicBoolean(true);
            response.closeHandler(_ -> open.set(false));
            Thread.ofVirtual().name("logs").start(() -> send(query, response, open));
        }
    }

    private @Nullable Query query(RoutingContext context) {
        try {
            var since = parameter(context, "since");
            var limit = parameter(context, "limit");
            return new Query(
                    parameter(context, "service"),
                    parameter(context, "revision"),
                    since.isEmpty() ? Instant.EPOCH : Instant.parse(since),
                    limit.isEmpty() ? DEFAULT_LIMIT : Math.clamp(Integer.parseInt(limit), 0, MOST),
                    parameter(context, "follow").equals("true"));
        } catch (DateTimeException | NumberFormatException e) {
            error(
                    context.response(),
                    400,
                    "INVALID_ARGUMENT",
                    "limit must be a number and since a time such as 2026-01-31T12:00:00Z: " + e.getMessage());
            return null;
        }
    }

    private static String parameter(RoutingContext context, String name) {
        var value = context.request().getParam(name);
        return value == null ? "" : value;
    }

    private void send(Query query, HttpServerResponse response, AtomicBoolean open) {
        var wanted = LogStore.selection(query.service(), query.revision(), query.since());
        if (!query.follow()) {
            store.newest(wanted, query.limit()).forEach(it -> write(response, it));
            response.end();
            return;
        }
        try (var follower = store.follow(wanted)) {
            store.newest(wanted, query.limit()).forEach(it -> write(response, it));
            while (open.get()) {
                var next = follower.entries().poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null) {
                    write(response, next);
                }
                while (open.get() && response.writeQueueFull()) {
                    Thread.sleep(10);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(HttpServerResponse response, Entry entry) {
        response.write(Buffer.buffer(Answers.bytes(LogEntryJson.of(entry))).appendByte((byte) '\n'));
    }

    private static void error(HttpServerResponse response, int status, String code, String message) {
        var body = Answers.JSON.createObjectNode();
        body.putObject("error").put("code", status).put("message", message).put("status", code);
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(Buffer.buffer(Answers.bytes(body)));
    }
}
