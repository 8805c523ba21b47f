package dev.gkelocal.images.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.images.registry.RegistryFailure.Kind;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One registry, as the OCI distribution specification 1.1 has it, and the catalogue that all registries have beside it. */
public final class Registry {
    private static final String MANIFESTS = String.join(
            ",",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json");
    private static final String ANYTHING = "*/*";
    private static final String DIGEST = "Docker-Content-Digest";
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?");
    private static final String SHA256 = "sha256:";
    private static final int PAGE = 100;

    private final String name;
    private final Wire wire;

    private Registry(String name, Wire wire) {
        this.name = name;
        this.wire = wire;
    }

    /**
     * @param address {@code host:port} as references name it, spoken to with TLS unless it is on this machine; or with {@code http://} or
     *     {@code https://} before it
     */
    public static Registry at(String address, Logins logins) {
        var scheme = address.indexOf("://");
        var name = scheme < 0 ? address : address.substring(scheme + 3);
        return new Registry(name, new Wire(name, address(address), logins));
    }

    /** One that asks for no login. */
    public static Registry at(String address) {
        return at(address, Logins.NONE);
    }

    private static URI address(String address) {
        if (address.contains("://")) {
            return URI.create(address);
        }
        if (address.equals("docker.io")) {
            return URI.create("https://registry-1.docker.io");
        }
        return URI.create((isOnThisMachine(address) ? "http://" : "https://") + address);
    }

    /** Such registries have no TLS, and every tool accepts it of them alone. */
    public static boolean isOnThisMachine(String registry) {
        return registry.matches("(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?");
    }

    /** As references name it. */
    public String name() {
        return name;
    }

    /** Returns when something answers that is a registry. */
    public void ping() throws RegistryFailure {
        var response = wire.send("GET", "/v2/", ANYTHING, "");
        if (response.statusCode() != 200) {
            throw new RegistryFailure(
                    Kind.REFUSED, "what answers at " + name + " is no registry: " + Wire.words(response) + " for /v2/");
        }
    }

    /** Every repository, in order. A registry may keep the catalogue to itself. */
    public List<String> repositories() throws RegistryFailure {
        return pages("/v2/_catalog?n=" + PAGE, "repositories", "");
    }

    /** Every tag, in order; none where there is no such repository. */
    public List<String> tags(String repository) throws RegistryFailure {
        return pages("/v2/" + repository + "/tags/list?n=" + PAGE, "tags", repository);
    }

    private List<String> pages(String first, String field, String repository) throws RegistryFailure {
        var found = new ArrayList<String>();
        var path = first;
        while (!path.isEmpty()) {
            var response = wire.send("GET", path, ANYTHING, repository);
            if (response.statusCode() == 404 && !repository.isEmpty()) {
                return List.of();
            }
            orFail(response, path).path(field).forEach(it -> found.add(it.asText()));
            path = next(response);
        }
        return List.copyOf(found);
    }

    private static String next(HttpResponse<byte[]> response) {
        var matcher = NEXT.matcher(response.headers().firstValue("Link").orElse(""));
        return matcher.find() ? matcher.group(1) : "";
    }

    /**
     * What a tag or digest stands for, without its content.
     *
     * @param version tag or digest
     */
    public Optional<Descriptor> find(String repository, String version) throws RegistryFailure {
        var path = manifestPath(repository, version);
        var response = wire.send("HEAD", path, MANIFESTS, repository);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw refused(response, path);
        }
        var digest = response.headers().firstValue(DIGEST);
        if (digest.isEmpty()) {
            return manifest(repository, version).map(StoredManifest::descriptor);
        }
        var size = response.headers().firstValueAsLong("Content-Length").orElse(0);
        return Optional.of(new Descriptor(digest.get(), mediaType(response), size));
    }

    /** @param version tag or digest */
    public Optional<StoredManifest> manifest(String repository, String version) throws RegistryFailure {
        var path = manifestPath(repository, version);
        var response = wire.send("GET", path, MANIFESTS, repository);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        var json = orFail(response, path);
        var digest = digest(response.body());
        if (version.startsWith(SHA256) && !version.equals(digest)) {
            throw new RegistryFailure(
                    Kind.REFUSED, "the registry %s has %s at %s: its storage is damaged".formatted(name, digest, path));
        }
        return Optional.of(
                new StoredManifest(new Descriptor(digest, mediaType(response), response.body().length), json));
    }

    private static String mediaType(HttpResponse<byte[]> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private static String digest(byte[] content) {
        try {
            return SHA256
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The manifest of one image: where an index stands, its entry for the platform. */
    public Optional<StoredManifest> image(String repository, String version, Platform platform) throws RegistryFailure {
        var found = manifest(repository, version);
        if (found.isEmpty() || !found.get().isIndex()) {
            return found;
        }
        var entry = found.get()
                .manifestFor(platform)
                .orElseThrow(() -> new RegistryFailure(
                        Kind.ABSENT, "the image %s/%s has no variant for %s".formatted(name, repository, platform)));
        return manifest(repository, entry.digest());
    }

    /** How an image wants to be run. */
    public ImageConfig config(String repository, StoredManifest image) throws RegistryFailure {
        var config = image.config()
                .orElseThrow(() -> new RegistryFailure(
                        Kind.ABSENT, "%s/%s is an index: it has no configuration".formatted(name, repository)));
        var path = "/v2/" + repository + "/blobs/" + config.digest();
        return ImageConfig.of(orFail(wire.send("GET", path, ANYTHING, repository), path));
    }

    /**
     * Deletes a manifest with every tag that stands for it. Its layers stay until the registry collects garbage.
     *
     * @return false when there was none
     */
    public boolean delete(String repository, String digest) throws RegistryFailure {
        var path = manifestPath(repository, digest);
        var response = wire.send("DELETE", path, ANYTHING, repository);
        return switch (response.statusCode()) {
            case 200, 202, 204 -> true;
            case 404 -> false;
            case 405 ->
                throw new RegistryFailure(
                        Kind.UNSUPPORTED,
                        "the registry " + name + " deletes nothing: it was started without"
                                + " REGISTRY_STORAGE_DELETE_ENABLED=true");
            default -> throw refused(response, path);
        };
    }

    private static String manifestPath(String repository, String version) {
        return "/v2/" + repository + "/manifests/" + version;
    }

    private JsonNode orFail(HttpResponse<byte[]> response, String path) throws RegistryFailure {
        if (response.statusCode() != 200) {
            throw refused(response, path);
        }
        return wire.read(response);
    }

    private RegistryFailure refused(HttpResponse<byte[]> response, String path) {
        return new RegistryFailure(
                response.statusCode() == 404 ? Kind.ABSENT : Kind.REFUSED,
                "the registry %s answers %s with %s".formatted(name, path, Wire.words(response)));
    }
}
