package dev.gkelocal.cli.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A service of the platform, spoken to in JSON. Uses {@link HttpURLConnection}, whose start is free; {@code java.net.http}
 * costs 75 ms (embedded-runtime sheet, section 5) and is loaded for PATCH alone, which the former cannot send.
 *
 * @param name what the user knows it as
 * @param patience how long to wait for an answer
 */
public record LocalService(String name, URI base, Duration patience) {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer delete(String path) {
        return delete(path, Map.of());
    }

    public Answer delete(String path, Map<String, String> headers) {
        return send("DELETE", path, null, headers);
    }

    public Answer post(String path, JsonNode body) {
        return post(path, body, Map.of());
    }

    public Answer post(String path, JsonNode body, Map<String, String> headers) {
        return send("POST", path, body, headers);
    }

    public Answer patch(String path, JsonNode body) {
        try (var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(patience)
                    .header("Content-Type", "application/json")
                    .method("PATCH", HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build();
            var response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), Json.parse(response.body()).orElseGet(Json::object));
        } catch (IOException failure) {
            throw unreachable(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.INTERRUPTED, "interrupted", interrupted);
        }
    }

    /** Gives every line of a text answer to {@code reader} as it comes, until the service ends it. */
    public void lines(String path, Consumer<String> reader) {
        try {
            var connection = open("GET", path);
            connection.setReadTimeout(0);
            int status = connection.getResponseCode();
            if (status / 100 != 2) {
                new Answer(status, read(connection.getErrorStream())).orFail();
            }
            try (var text =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    reader.accept(line);
                }
            }
        } catch (IOException failure) {
            throw unreachable(failure);
        }
    }

    private Answer send(String method, String path, @Nullable JsonNode body, Map<String, String> headers) {
        try {
            var connection = open(method, path);
            headers.forEach(connection::setRequestProperty);
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                try (var out = connection.getOutputStream()) {
                    out.write(body.toString().getBytes(StandardCharsets.UTF_8));
                }
            }
            int status = connection.getResponseCode();
            return new Answer(status, read(status >= 400 ? connection.getErrorStream() : connection.getInputStream()));
        } catch (IOException failure) {
            throw unreachable(failure);
        }
    }

    private HttpURLConnection open(String method, String path) throws IOException {
        var connection = (HttpURLConnection) URI.create(base + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) patience.toMillis());
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    private static JsonNode read(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return Json.object();
        }
        try (stream) {
            return Json.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .orElseGet(Json::object);
        }
    }

    private CommandFailed unreachable(IOException failure) {
        if (failure instanceof SocketTimeoutException || failure instanceof HttpTimeoutException) {
            return new CommandFailed(
                    ExitCode.TIMED_OUT,
                    "%s at %s gave no answer within %d s; `gke-local status` shows its state, `gke-local logs --platform %s` its log"
                            .formatted(name, base, patience.toSeconds(), name),
                    failure);
        }
        return new CommandFailed(
                ExitCode.PRECONDITION,
                "%s at %s cannot be reached (%s); `gke-local status` shows its state, `gke-local up` starts the platform"
                        .formatted(name, base, failure.getMessage()),
                failure);
    }
}
