package dev.gkelocal.images.containers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A registry in memory: as much of the distribution protocol as a push and a pull use. */
final class MemoryRegistry implements AutoCloseable {
    /** Method and path of every request. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    /** By {@code REPOSITORY/manifests/VERSION}. */
    private final Map<String, Stored> manifests = new ConcurrentHashMap<>();

    private final HttpServer server;
    private final PlainDoor door;
    volatile int statusOfPushes = 201;
    volatile String bodyOfPushes = "";

    private record Stored(byte[] content, String type) {}

    MemoryRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        door = new PlainDoor(server.getAddress().getPort());
    }

    String name() {
        return "localhost:" + door.port();
    }

    /** A base of one empty layer; its environment is {@code NAME=VALUE}. */
    String putBase(String repository, String tag, String... env) {
        var quoted = env.length == 0 ? "" : "\"" + String.join("\",\"", env) + "\"";
        var config = blob("""
                {"os":"linux","architecture":"amd64","config":{"Env":[%s]},"rootfs":{"type":"layers","diff_ids":[]}}""".formatted(quoted));
        var manifest = """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":
                "application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},"layers":[]}""".formatted(config, blobs.get(config).length);
        put(repository, tag, manifest.getBytes(StandardCharsets.UTF_8), "application/vnd.oci.image.manifest.v1+json");
        return name() + "/" + repository + ":" + tag;
    }

    private String blob(String text) {
        var content = text.getBytes(StandardCharsets.UTF_8);
        blobs.put(digest(content), content);
        return digest(content);
    }

    private void put(String repository, String version, byte[] content, String type) {
        manifests.put(repository + "/manifests/" + version, new Stored(content, type));
        manifests.put(repository + "/manifests/" + digest(content), new Stored(content, type));
    }

    /** Drops the manifests of repositories that begin so. */
    void forget(String prefix) {
        manifests.keySet().removeIf(it -> it.startsWith(prefix));
    }

    /** How many layers or configurations were pushed. */
    long uploads() {
        return asked.stream()
                .filter(it -> it.startsWith("PUT ") && it.contains("/blobs/"))
                .count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        try (exchange) {
            if (path.equals("/v2/")) {
                reply(exchange, 200, new byte[0]);
            } else if (path.contains("/blobs/uploads")) {
                upload(exchange, path);
            } else if (path.contains("/manifests/")) {
                manifest(exchange, path.substring("/v2/".length()));
            } else {
                var blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
                reply(exchange, blob == null ? 404 : 200, blob == null ? new byte[0] : blob);
            }
        }
    }

    private void upload(HttpExchange exchange, String path) throws IOException {
        var content = exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders()
                .set("Location", path.replaceAll("/$", "") + "/1" + (content.length > 0 ? digest(content) : ""));
        if (exchange.getRequestMethod().equals("PUT")) {
            reply(exchange, 201, new byte[0]);
            return;
        }
        if (content.length > 0) {
            blobs.put(digest(content), content);
        }
        reply(exchange, statusOfPushes == 201 ? 202 : statusOfPushes, bodyOfPushes.getBytes(StandardCharsets.UTF_8));
    }

    private void manifest(HttpExchange exchange, String key) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            var content = exchange.getRequestBody().readAllBytes();
            var slash = key.indexOf("/manifests/");
            put(
                    key.substring(0, slash),
                    key.substring(slash + "/manifests/".length()),
                    content,
                    exchange.getRequestHeaders().getFirst("Content-Type"));
            exchange.getResponseHeaders().set("Docker-Content-Digest", digest(content));
            reply(exchange, 201, new byte[0]);
            return;
        }
        var stored = manifests.get(key);
        if (stored == null) {
            reply(exchange, 404, new byte[0]);
            return;
        }
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest(stored.content()));
        exchange.getResponseHeaders().set("Content-Type", stored.type());
        reply(exchange, 200, stored.content());
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        var head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        door.close();
        server.stop(0);
    }
}
