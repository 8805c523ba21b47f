package dev.gkelocal.kind;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A machine with a {@code kind} and a {@code docker} of our own on its PATH, and an API server that knows the nodes they make. */
public final class FakeMachine implements AutoCloseable {
    private final Path folder;
    private final HttpServer api;
    private final Set<String> unready = ConcurrentHashMap.newKeySet();
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    private final Map<String, String> objects = new ConcurrentHashMap<>();

    public FakeMachine(Path folder, String cluster) throws IOException {
        this.folder = folder;
        Files.createDirectories(machine());
        for (var program : List.of("kind", "docker")) {
            install(program);
        }
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", this::answer);
        api.start();
        Files.writeString(machine().resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: kind-%1$s
                clusters: [{name: kind-%1$s, cluster: {server: "http://127.0.0.1:%2$d"}}]
                contexts: [{name: kind-%1$s, context: {cluster: kind-%1$s, user: kind-%1$s}}]
                users: [{name: kind-%1$s, user: {}}]
                """.formatted(
                        cluster, api.getAddress().getPort()));
    }

    public Map<String, String> environment() {
        return Map.of(
                "PATH", folder.resolve("bin").toString(),
                "HOME", folder.toString(),
                "KUBECONFIG", kubeconfig().toString());
    }

    public Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    public Path notes() {
        return folder.resolve("run");
    }

    /** The kubeconfig that Kind has for the cluster. */
    public String clusterKubeconfig() {
        return read(machine().resolve("kubeconfig"));
    }

    public void uninstall(String program) throws IOException {
        Files.delete(folder.resolve("bin").resolve(program));
    }

    /** Makes a program fail with these words: {@code engine}, {@code create}, {@code load} or {@code run}. */
    public void fail(String what, String words) throws IOException {
        Files.writeString(machine().resolve(what + "-says"), words);
    }

    /** Sets a container's state, in the engine's word. */
    public void container(String name, String state) throws IOException {
        Files.writeString(machine().resolve(name + ".state"), state + "\n");
    }

    /** Removes a container behind everybody's back; the API server still knows its node. */
    public void lose(String name) throws IOException {
        forgotten.add(name);
        Files.delete(machine().resolve(name + ".json"));
    }

    /** A container as {@code docker inspect} shows it, running. */
    public void inspected(String name, String json) throws IOException {
        Files.writeString(machine().resolve(name + ".json"), json);
        container(name, "running");
    }

    public void unready(String node) {
        unready.add(node);
    }

    /** An object that the API server has at a path. */
    public void object(String path, String json) {
        objects.put(path, json);
    }

    public String objectAt(String path) {
        return objects.getOrDefault(path, "");
    }

    public boolean has(String container) {
        return Files.exists(machine().resolve(container + ".state"));
    }

    /** What the two programs were asked. */
    public List<String> calls() {
        return read(machine().resolve("calls")).lines().toList();
    }

    public String config() {
        return read(machine().resolve("config"));
    }

    public String fileInside(String container, String path) {
        return read(machine().resolve("inside-" + container + path));
    }

    @Override
    public void close() {
        api.stop(0);
    }

    private Path machine() {
        return folder.resolve("machine");
    }

    private void install(String program) throws IOException {
        var file = folder.resolve("bin").resolve(program);
        Files.createDirectories(file.getParent());
        try (var in = Objects.requireNonNull(FakeMachine.class.getResourceAsStream("programs/" + program))) {
            Files.copy(in, file);
        }
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " a program");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("PATCH")) {
            objects.put(path, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
        var body = path.equals("/api/v1/nodes") ? nodes() : objects.getOrDefault(path, "");
        var bytes = (body.isEmpty() ? "{\"kind\":\"Status\",\"code\":404}" : body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(body.isEmpty() ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String nodes() throws IOException {
        var names = new TreeSet<>(forgotten);
        try (var files = Files.newDirectoryStream(machine(), "*.json")) {
            for (var file : files) {
                if (read(file).contains("io.x-k8s.kind.role")) {
                    names.add(file.getFileName().toString().replace(".json", ""));
                }
            }
        }
        return names.stream()
                .map(this::node)
                .collect(Collectors.joining(",", "{\"kind\":\"NodeList\",\"apiVersion\":\"v1\",\"items\":[", "]}"));
    }

    private String node(String name) {
        return """
                {"metadata":{"name":"%s"},"status":{"nodeInfo":{"kubeletVersion":"v1.34.0"},\
                "conditions":[{"type":"Ready","status":"%s","message":"as the test has it"}]}}""".formatted(name, unready.contains(name) ? "False" : "True");
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
