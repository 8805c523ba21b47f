package dev.gkelocal.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gkelocal.cli.terminal.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An Admin API that gives prepared answers and keeps what it was asked; its address is where a project's platform would write it. */
final class FakeAdmin implements AutoCloseable {
    static final String PARENT = "/v2/projects/gke-local-project/locations/us-central1";

    record Request(String line, JsonNode body) {}

    private record Prepared(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Prepared> answers = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();

    FakeAdmin(Path project) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        var state = Files.createDirectories(project.resolve(".gke-local"));
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        Files.writeString(state.resolve("endpoints.json"), """
                {"gateway":"%1$s","cloudRunAdmin":"%1$s","cloudRunIngress":"%1$s","kafka":"127.0.0.1:1","management":{}}""".formatted(address));
    }

    /** @param line method and path with query, such as {@code GET /v2/...} */
    FakeAdmin answers(String line, int status, String body) {
        answers.put(line, new Prepared(status, body));
        return this;
    }

    /** Requests that change something, without those that wait for an operation. */
    synchronized List<Request> writes() {
        return requests.stream()
                .filter(it -> !it.line().startsWith("GET") && !it.line().endsWith(":wait"))
                .toList();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(line, Json.parse(text).orElseGet(Json::object)));
            var answer = answers.getOrDefault(
                    line,
                    new Prepared(
                            404,
                            "{\"error\":{\"code\":404,\"status\":\"NOT_FOUND\",\"message\":\"no answer to %s\"}}"
                                    .formatted(line)));
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
