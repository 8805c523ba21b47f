package dev.gkelocal.images.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers from a table of {@code METHOD PATH?QUERY}; anything else is 404. */
final class FakeRegistry implements AutoCloseable {
    /** What was asked, with its authorization where it had one. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final HttpServer server;

    private @Nullable String authorization;

    private record Reply(int status, Map<String, String> headers, String body) {}

    FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String name() {
        return "localhost:" + server.getAddress().getPort();
    }

    FakeRegistry on(String request, int status, String body) {
        return on(request, status, Map.of(), body);
    }

    FakeRegistry on(String request, int status, Map<String, String> headers, String body) {
        replies.put(request, new Reply(status, headers, body));
        return this;
    }

    /** From now on every path of the protocol wants this, or gets the challenge. */
    FakeRegistry guardedBy(String expected, String challenge) {
        authorization = expected;
        return on("401", 401, Map.of("WWW-Authenticate", challenge), "{}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        var given = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(given == null ? request : request + " " + given);
        var guarded = authorization != null && request.contains(" /v2/") && !authorization.equals(given);
        var reply = guarded ? replies.get("401") : replies.get(request);
        if (reply == null) {
            reply = new Reply(404, Map.of(), "{\"errors\":[{\"code\":\"NAME_UNKNOWN\"}]}");
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        var head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
