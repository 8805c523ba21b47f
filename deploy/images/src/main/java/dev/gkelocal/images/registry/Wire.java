package dev.gkelocal.images.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gkelocal.images.registry.RegistryFailure.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;

/** Requests to one registry, with the login that it asks for. */
final class Wire {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int MOST_REDIRECTS = 5;

    private final String registry;
    private final URI base;
    private final Logins logins;
    private final HttpClient http;
    /** What was accepted last, by the repository that was asked about. */
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();

    /**
     * @param registry as references name it
     * @param base {@code http://host:port} or the same with https
     */
    Wire(String registry, URI base, Logins logins) {
        this.registry = registry;
        this.base = base;
        this.logins = logins;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** @param path begins with a slash; the answer's status is for the caller to judge, but 401 and 403 are failures */
    HttpResponse<byte[]> send(String method, String path, String accept, String repository) throws RegistryFailure {
        var uri = base.resolve(path);
        var response = send(method, uri, accept, authorizations.getOrDefault(repository, ""));
        if (response.statusCode() == 401) {
            var authorization = authorize(response, repository);
            authorizations.put(repository, authorization);
            response = send(method, uri, accept, authorization);
        }
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            throw new RegistryFailure(
                    Kind.UNAUTHORISED,
                    "the registry %s refuses %s of %s (%s); log in with `docker login %s`, or with an account that may do it"
                            .formatted(registry, method, repository, words(response), registry));
        }
        return response;
    }

    private HttpResponse<byte[]> send(String method, URI uri, String accept, String authorization)
            throws RegistryFailure {
        var target = uri;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            // A registry hands blobs over to a storage service, whose business the login is not.
            var response = exchange(method, target, accept, target.equals(uri) ? authorization : "");
            var location = response.headers().firstValue("Location").orElse("");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                return response;
            }
            target = target.resolve(location);
        }
        throw new RegistryFailure(Kind.REFUSED, "the registry " + registry + " redirects " + uri + " without end");
    }

    private HttpResponse<byte[]> exchange(String method, URI uri, String accept, String authorization)
            throws RegistryFailure {
        var request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("Accept", accept)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(uri, new InterruptedIOException(e.getMessage()));
        } catch (IOException e) {
            throw unreachable(uri, e);
        }
    }

    private RegistryFailure unreachable(URI uri, IOException e) {
        var address = uri.getScheme() + "://" + uri.getRawAuthority();
        return new RegistryFailure(
                Kind.UNREACHABLE, "cannot reach the registry " + registry + " at " + address + ": " + reason(e), e);
    }

    private static String reason(IOException e) {
        if (e instanceof ConnectException) {
            return e.getCause() instanceof UnresolvedAddressException
                    ? "its name is not known"
                    : "nothing listens there, or nothing lets us through";
        }
        if (e instanceof SSLException) {
            return "no TLS that can be trusted (" + e.getMessage() + "); name it with http:// if it has none";
        }
        return String.valueOf(e.getMessage());
    }

    private String authorize(HttpResponse<byte[]> refusal, String repository) throws RegistryFailure {
        var login = logins.of(registry);
        for (var header : refusal.headers().allValues("WWW-Authenticate")) {
            var challenge = Challenge.parse(header);
            if (challenge.isPresent() && challenge.get().scheme().equals("bearer")) {
                return "Bearer "
                        + token(challenge.get(), login.map(Login::basic).orElse(""), repository);
            }
            if (challenge.isPresent() && challenge.get().scheme().equals("basic") && login.isPresent()) {
                return login.get().basic();
            }
        }
        throw new RegistryFailure(
                Kind.UNAUTHORISED,
                "the registry %s asks for a login and none is known; log in with `docker login %s`"
                        .formatted(registry, registry));
    }

    private String token(Challenge challenge, String basic, String repository) throws RegistryFailure {
        var query = "service=" + encode(challenge.parameter("service"));
        var scope = challenge.parameter("scope");
        query += scope.isEmpty() ? "" : "&scope=" + encode(scope);
        var realm = challenge.parameter("realm");
        if (!realm.startsWith("https://")
                && !(realm.startsWith("http://") && base.getScheme().equals("http"))) {
            throw new RegistryFailure(
                    Kind.REFUSED,
                    "the registry " + registry + " names no place for logins that can be trusted: " + realm);
        }
        var uri = URI.create(realm + (realm.contains("?") ? "&" : "?") + query);
        var response = send("GET", uri, "application/json", basic);
        var json = response.statusCode() == 200 ? read(response) : MissingNode.getInstance();
        var token = json.path("token").asText(json.path("access_token").asText(""));
        if (token.isEmpty()) {
            throw new RegistryFailure(
                    Kind.UNAUTHORISED,
                    "the registry %s gives no access to %s (%s); log in with `docker login %s`"
                            .formatted(registry, repository, words(response), registry));
        }
        return token;
    }

    JsonNode read(HttpResponse<byte[]> response) throws RegistryFailure {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new RegistryFailure(
                    Kind.REFUSED,
                    "what answers at %s is no registry: %s is not JSON"
                            .formatted(base, response.uri().getPath()),
                    e);
        } catch (IOException e) {
            throw new RegistryFailure(Kind.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    /** The status, and the registry's own words where it has some. */
    static String words(HttpResponse<byte[]> response) {
        var status = "HTTP " + response.statusCode();
        try {
            var first = JSON.readTree(response.body()).path("errors").path(0);
            var text = first.path("message").asText(first.path("code").asText(""));
            return text.isEmpty() ? status : status + ", " + text;
        } catch (IOException _) {
            return status;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
