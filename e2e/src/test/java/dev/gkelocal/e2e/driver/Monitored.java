package dev.gkelocal.e2e.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A platform that runs with Prometheus and Jaeger, wherever: in a cluster, or started by hand on loopback. Names below
 * {@code .localhost} are this machine, which Java does not know.
 *
 * @param gateway of the platform
 * @param admin Cloud Run's Admin API
 */
public record Monitored(URI prometheus, URI jaeger, URI gateway, URI admin) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** Of a platform in a cluster, behind its ingress. */
    static Monitored in(Sandbox sandbox) {
        var gateway = URI.create(sandbox.home().endpoints().path("gateway").asText());
        return new Monitored(
                beside(gateway, "prometheus"),
                beside(gateway, "jaeger"),
                gateway,
                sandbox.web().admin("/"));
    }

    private static URI beside(URI gateway, String name) {
        return URI.create(gateway.getScheme() + "://" + name + "." + gateway.getAuthority());
    }

    /**
     * By variables: {@code GKE_LOCAL_KUBE_CONTEXT} for a cluster whose ingress is at port {@code GKE_LOCAL_PUBLIC_PORT}
     * (8080), else all four addresses.
     */
    public static Optional<Monitored> fromEnvironment() {
        var names = System.getenv();
        if (names.containsKey("GKE_LOCAL_PROMETHEUS_URL")) {
            return Optional.of(new Monitored(
                    URI.create(names.get("GKE_LOCAL_PROMETHEUS_URL")),
                    URI.create(names.getOrDefault("GKE_LOCAL_JAEGER_URL", "http://127.0.0.1:16686")),
                    URI.create(names.getOrDefault("GKE_LOCAL_GATEWAY_URL", "http://127.0.0.1:8080")),
                    URI.create(names.getOrDefault("GKE_LOCAL_ADMIN_URL", "http://127.0.0.1:8081"))));
        }
        if (!names.containsKey("GKE_LOCAL_KUBE_CONTEXT")) {
            return Optional.empty();
        }
        var base = "gke-local.localhost:" + names.getOrDefault("GKE_LOCAL_PUBLIC_PORT", "8080");
        return Optional.of(new Monitored(
                URI.create("http://prometheus." + base),
                URI.create("http://jaeger." + base),
                URI.create("http://" + base),
                URI.create("http://run." + base)));
    }

    /** What an instant query gives: a list of samples. */
    public JsonNode query(String expr) {
        var path = "/api/v1/query?query=" + URLEncoder.encode(expr, StandardCharsets.UTF_8);
        var answer = Json.parse(get(prometheus, path));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(expr + ": " + answer);
        }
        return answer.at("/data/result");
    }

    /** Exemplars of a series between two points in time, in seconds: a list of series, each with its own. */
    public JsonNode exemplars(String series, long from, long to) {
        var path = "/api/v1/query_exemplars?query=" + URLEncoder.encode(series, StandardCharsets.UTF_8) + "&start="
                + from + "&end=" + to;
        return Json.parse(get(prometheus, path)).path("data");
    }

    /** A trace as Jaeger has it; empty of spans while it has none. */
    public JsonNode trace(String id) {
        return Json.parse(get(jaeger, "/api/traces/" + id)).at("/data/0");
    }

    public JsonNode gateway(String path) {
        return Json.parse(get(gateway, path));
    }

    /** What the Admin API answers. */
    public HttpResponse<String> admin(String method, String path, String body) {
        return send(to(admin, path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A request to a service's address. */
    public HttpResponse<String> call(URI service, String path, String traceparent) {
        return send(to(service, path).header("traceparent", traceparent));
    }

    private static String get(URI base, String path) {
        return send(to(base, path)).body();
    }

    private static HttpRequest.Builder to(URI base, String path) {
        var port = base.getPort() < 0 ? "" : ":" + base.getPort();
        boolean ours = base.getHost().endsWith(".localhost");
        var address = ours ? URI.create(base.getScheme() + "://127.0.0.1" + port) : base;
        var request = HttpRequest.newBuilder(address.resolve(path));
        return ours ? request.header("Host", base.getHost() + port) : request;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }
}
