package dev.gkelocal.e2e.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HTTP to a platform: its services, its Admin API, its gateway. */
public final class Web {
    public static final String SERVICES = "/v2/projects/gke-local-project/locations/us-central1/services";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final JsonNode endpoints;

    Web(JsonNode endpoints) {
        this.endpoints = endpoints;
    }

    public URI ingress() {
        return URI.create(endpoints.path("cloudRunIngress").asText());
    }

    public static String host(String service) {
        return service + "-123456789012.us-central1.run.localhost";
    }

    /** A request to a service. @param service name, or {@code TAG---NAME} */
    public HttpResponse<String> get(String service, String path) throws IOException {
        return send(HttpRequest.newBuilder(ingress().resolve(path)).header("Host", host(service)));
    }

    /** Of the Admin API. */
    public URI admin(String path) {
        return URI.create(endpoints.path("cloudRunAdmin").asText()).resolve(path);
    }

    public HttpResponse<String> admin(String method, String path, String body) throws IOException {
        return send(to(admin(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What the Autopilot simulator answers, as JSON. @param yaml absent for methods without a body */
    public JsonNode autopilot(String method, String path, @Nullable String yaml) {
        try {
            var address = URI.create(endpoints.path("autopilot").asText()).resolve(path);
            var body = yaml == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(yaml);
            return Json.parse(
                    send(to(address).header("Content-Type", "application/yaml").method(method, body))
                            .body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the gateway answers, as JSON. */
    public JsonNode gateway(String path) {
        try {
            var address = URI.create(endpoints.path("gateway").asText()).resolve(path);
            return Json.parse(send(to(address)).body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One address of each program's that clients use. */
    List<URI> doors() {
        return List.of(
                admin(SERVICES),
                URI.create(endpoints.path("autopilot").asText()).resolve("/api/v1/nodes"),
                URI.create(endpoints.path("gateway").asText()).resolve("/api/v1/status"));
    }

    /** Whether a program answers there, and not a proxy in front of nobody. */
    boolean isServed(URI address) {
        try {
            return send(to(address)).statusCode() < 500;
        } catch (IOException away) {
            return false;
        }
    }

    /** A request to a host that the cluster's ingress serves. */
    public HttpResponse<String> at(String host, String path) throws IOException {
        return send(HttpRequest.newBuilder(ingress().resolve(path))
                .header("Host", host + ":" + ingress().getPort()));
    }

    public JsonNode service(String name) throws IOException {
        return Json.parse(admin("GET", SERVICES + "/" + name, "").body());
    }

    /** Names below {@code .localhost} mean this machine, whether or not its resolver knows it. */
    public static HttpRequest.Builder to(URI address) {
        var builder = HttpRequest.newBuilder();
        if (!address.getHost().endsWith(".localhost")) {
            return builder.uri(address);
        }
        var here = address.toString().replaceFirst(Pattern.quote(address.getHost()), "127.0.0.1");
        return builder.uri(URI.create(here)).header("Host", address.getAuthority());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}
