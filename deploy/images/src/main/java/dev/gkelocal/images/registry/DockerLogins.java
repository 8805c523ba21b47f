package dev.gkelocal.images.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logins that {@code docker login}, {@code podman login} or {@code gcloud auth configure-docker} left in Docker's {@code config.json}: written there, or
 * kept by a program {@code docker-credential-NAME}.
 */
public final class DockerLogins implements Logins {
    private static final Logger LOG = LoggerFactory.getLogger(DockerLogins.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HELPER_SECONDS = 20;
    /** Docker files its own hub under this name. */
    private static final String HUB = "https://index.docker.io/v1/";

    private final JsonNode config;

    private DockerLogins(JsonNode config) {
        this.config = config;
    }

    /** @param environment of the user; a file that is absent or broken holds no logins */
    public static Logins of(Map<String, String> environment) {
        var folder = environment.containsKey("DOCKER_CONFIG")
                ? Path.of(environment.get("DOCKER_CONFIG"))
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".docker");
        var file = folder.resolve("config.json");
        try {
            return Files.isReadable(file) ? new DockerLogins(JSON.readTree(Files.readAllBytes(file))) : NONE;
        } catch (IOException e) {
            LOG.warn("no registry logins, {} cannot be read cause={}", file, e.toString());
            return NONE;
        }
    }

    @Override
    public Optional<Login> of(String registry) {
        for (var name : names(registry)) {
            var helper = config.path("credHelpers").path(name).asText("");
            if (!helper.isEmpty()) {
                return ask(helper, name);
            }
            var entry = config.path("auths").path(name);
            if (!entry.path("auth").asText("").isEmpty()) {
                return decode(entry.path("auth").asText());
            }
            var store = config.path("credsStore").asText("");
            if (!entry.isMissingNode() && !store.isEmpty()) {
                return ask(store, name);
            }
        }
        return Optional.empty();
    }

    private static List<String> names(String registry) {
        return registry.equals("docker.io")
                ? List.of(HUB, registry)
                : List.of(registry, "https://" + registry, "http://" + registry);
    }

    private static Optional<Login> decode(String auth) {
        try {
            var pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Login(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            LOG.warn("a login in Docker's config.json is not Base64 cause={}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The protocol of Docker's credential helpers: the registry's name in, JSON out. */
    private static Optional<Login> ask(String helper, String registry) {
        try {
            var process = new ProcessBuilder("docker-credential-" + helper, "get")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(registry);
            }
            var answer = process.getInputStream().readAllBytes();
            if (!process.waitFor(HELPER_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                LOG.warn("docker-credential-{} has no login for {}", helper, registry);
                return Optional.empty();
            }
            var json = JSON.readTree(answer);
            return Optional.of(new Login(
                    json.path("Username").asText(), json.path("Secret").asText()));
        } catch (IOException e) {
            LOG.warn("docker-credential-{} cannot be asked about {} cause={}", helper, registry, e.toString());
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
