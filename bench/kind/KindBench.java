import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The platform's own figures in a cluster, through the launcher and the ingress, as a user meets them: `up` and `up` again, a
 * deployment of an image that is there, scale from zero beside a bare Pod of the same image, admission reviews as the API server
 * itself timed them, a step of load, memory. Linux only. Wall times follow the load of the machine, which is printed.
 */
final class KindBench {
    /** Windows and retention run this much faster, so that an idle service is at zero within seconds. */
    private static final int TIME_SCALE = 300;

    private static final int DEPLOYS = 8;
    private static final int REVIEWS_PER_SECOND = 50;
    /** The mutating one and the validating one. */
    private static final int REVIEWS_PER_POD = 2;
    private static final int PODS_PER_SECOND = REVIEWS_PER_SECOND / REVIEWS_PER_POD;
    private static final int BUSY_PODS_PER_SECOND = 4 * PODS_PER_SECOND;
    private static final int REVIEW_SECONDS = 30;
    /** Some thousand reviews between the first figure and the last. */
    private static final int BUSY_SECONDS = 30;
    /** From ready to the first review: somebody who has seen the end of `up` types a command. */
    private static final long SETTLED_MILLIS = 10_000;
    private static final String AUTOPILOT = "autopilot-sim";
    private static final int STEP_RATE = 1_000;
    private static final String SERVICE = "bench-0";
    private static final String INSTANCES = "gke-local-run";
    private static final String PEER = "bench-peer";
    private static final long PATIENCE_SECONDS = 60;

    /** Listens some milliseconds after its container runs, and answers at once. */
    private static final String PROGRAM = """
            use Socket;
            $SIG{TERM} = sub { exit 0 };
            socket(my $s, PF_INET, SOCK_STREAM, 0) or die;
            setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
            bind($s, sockaddr_in($ARGV[0], INADDR_ANY)) or die;
            listen($s, 1024) or die;
            while (accept(my $c, $s)) {
              while (defined(my $line = <$c>)) { last if $line =~ /^\\r?\\n/ }
              syswrite($c, "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\nok");
              close($c);
            }
            """;

    private final Path launcher;
    private final Path project;
    private final List<String> flags;
    private final Map<String, List<Double>> figures = new TreeMap<>();
    private final Map<String, Long> created = new ConcurrentHashMap<>();
    private final Map<String, Long> running = new ConcurrentHashMap<>();

    private KindBench(Path root, Path project, List<String> flags) {
        this.launcher = root.resolve("gke-local").normalize();
        this.project = project;
        this.flags = flags;
    }

    /** The repository, the parts with commas or "all", the number of starts from zero, flags of `up`. */
    public static void main(String[] arguments) throws Exception {
        var parts = arguments[1].equals("all") ? List.of(Part.values())
                : Stream.of(arguments[1].split(",")).map(it -> Part.valueOf(it.toUpperCase(Locale.ROOT))).toList();
        var coldStarts = Integer.parseInt(arguments[2]);
        var project = Files.createTempDirectory("gke-local-bench");
        var bench = new KindBench(
                Path.of(arguments[0]).toAbsolutePath(), project, List.of(arguments).subList(3, arguments.length));
        System.out.printf("%s, %d processors, load %s, JDK %s%n", LocalDateTime.now().withNano(0),
                Runtime.getRuntime().availableProcessors(), load(), Runtime.version());
        try {
            bench.measure(parts, coldStarts);
        } finally {
            bench.print();
        }
    }

    private enum Part {
        /** Again and again with nothing to do. */
        UP,
        DEPLOYS,
        ZERO,
        STEP,
        MEMORY,
        REVIEWS
    }

    private void measure(List<Part> parts, int coldStarts) throws Exception {
        Files.writeString(project.resolve("gke-local.yaml"),
                "project_name: bench\nsimulation:\n  cloud_run:\n    time_scale: " + TIME_SCALE + "\n");
        var up = new ArrayList<>(List.of("up", "--kind"));
        up.addAll(flags);
        record("up --kind with this time scale, s", timed(up.toArray(String[]::new)));
        for (var i = 0; i < 3 && parts.contains(Part.UP); i++) {
            record("up --kind with nothing to do, s", timed(up.toArray(String[]::new)));
        }
        var config = Config.autoConfigure(setting("context"));
        try (var client = new KubernetesClientBuilder().withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory()).build()) {
            if (parts.stream().anyMatch(Set.of(Part.DEPLOYS, Part.ZERO, Part.STEP)::contains)) {
                services(client, parts, coldStarts);
            }
            if (parts.contains(Part.MEMORY)) {
                memory(client);
            }
            if (parts.contains(Part.REVIEWS)) {
                reviews(client);
            }
        }
    }

    private void services(KubernetesClient client, List<Part> parts, int coldStarts) throws Exception {
        var source = Files.createDirectories(project.resolve("hello"));
        Files.writeString(source.resolve("server.pl"), PROGRAM);
        Files.writeString(source.resolve("Procfile"), "web: perl server.pl $PORT\n");
        timed("run", "deploy", SERVICE, "--source", source.toString(), "--concurrency", "1000", "--max-instances", "4", "--quiet");
        var image = client.pods().inNamespace(INSTANCES).list().getItems().stream()
                .map(it -> it.getSpec().getContainers().getFirst().getImage())
                .filter(it -> it.contains("/" + SERVICE)).findFirst().orElseThrow();
        if (parts.contains(Part.DEPLOYS)) {
            deploys(image);
        }
        if (parts.contains(Part.ZERO)) {
            scaleFromZero(client, image, coldStarts);
        }
        if (parts.contains(Part.STEP)) {
            step(client);
        }
    }

    /** The image is in the node by now. */
    private void deploys(String image) throws Exception {
        for (var i = 1; i <= DEPLOYS; i++) {
            record("run deploy of an image that is there, to Ready, s", timed("run", "deploy", "bench-" + i, "--image", image, "--quiet"));
            timed("run", "services", "delete", "bench-" + i, "--quiet");
        }
    }

    /**
     * In turns: the first request to a service at zero, and a bare Pod of the same image, each to the moment when the API server says
     * that its container runs. What the request takes before its Pod is created and after its container is said to run is ours.
     */
    private void scaleFromZero(KubernetesClient client, String image, int coldStarts) throws Exception {
        var ingress = URI.create(setting("cloudRunIngress"));
        client.resource(new NamespaceBuilder().withNewMetadata().withName(PEER).endMetadata().build()).serverSideApply();
        try (var ours = client.pods().inNamespace(INSTANCES).watch(new Clock());
                var theirs = client.pods().inNamespace(PEER).watch(new Clock())) {
            for (var i = 0; i < coldStarts; i++) {
                awaitZero(client);
                created.clear();
                running.clear();
                var asked = System.nanoTime();
                get(ingress);
                var answered = System.nanoTime();
                await(() -> running.size() == 1);
                var name = running.keySet().iterator().next();
                record("request to zero, to its answer, ms", (answered - asked) / 1e6);
                record("of it before the Pod is there, ms", (created.get(name) - asked) / 1e6);
                record("of it the container's start, ms", (running.get(name) - created.get(name)) / 1e6);
                record("of it after the container is said to run, ms", (answered - running.get(name)) / 1e6);
                record("of it beyond the container's start, ms",
                        (created.get(name) - asked + answered - running.get(name)) / 1e6);
                created.clear();
                running.clear();
                var began = System.nanoTime();
                var peer = bare("peer-" + i, PEER, image);
                client.resource(peer).create();
                await(() -> running.containsKey(peer.getMetadata().getName()));
                record("bare Pod of the image, created to running, ms", (running.get(peer.getMetadata().getName()) - began) / 1e6);
                client.resource(peer).withGracePeriod(0).delete();
            }
        } finally {
            client.namespaces().withName(PEER).delete();
        }
    }

    /** Notes when Pods are first seen, and when their containers are said to run. */
    private final class Clock implements Watcher<Pod> {
        @Override
        public void eventReceived(Action action, Pod pod) {
            var now = System.nanoTime();
            var name = pod.getMetadata().getName();
            if (action == Action.ADDED) {
                created.putIfAbsent(name, now);
            }
            if (pod.getMetadata().getDeletionTimestamp() == null && pod.getStatus().getContainerStatuses().stream()
                    .anyMatch(it -> it.getState().getRunning() != null)) {
                running.putIfAbsent(name, now);
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            System.out.println("the watch ended: " + cause.getMessage());
        }
    }

    private static Pod bare(String name, String namespace, String image) {
        return new PodBuilder()
                .withNewMetadata().withName(name).withNamespace(namespace).endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .addNewContainer()
                .withName("c")
                .withImage(image)
                .addNewEnv().withName("PORT").withValue("8080").endEnv()
                .withResources(new ResourceRequirementsBuilder()
                        .withRequests(Map.of("cpu", new Quantity("10m"), "memory", new Quantity("32Mi")))
                        .withLimits(Map.of("cpu", new Quantity("1"), "memory", new Quantity("512Mi"))).build())
                .endContainer()
                .endSpec()
                .build();
    }

    private void awaitZero(KubernetesClient client) throws Exception {
        await(() -> client.pods().inNamespace(INSTANCES).list().getItems().stream()
                .noneMatch(it -> it.getMetadata().getName().startsWith(SERVICE)));
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nothing after " + PATIENCE_SECONDS + " s");
            }
            Thread.sleep(20);
        }
    }

    private void get(URI ingress) throws IOException {
        try (var socket = new Socket(ingress.getHost(), ingress.getPort())) {
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + SERVICE + "-" + projectNumber() + ".us-central1.run.localhost\r\n"
                    + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            if (!status.endsWith(" 200")) {
                throw new IOException("the service answered " + status);
            }
        }
    }

    /** From zero to its rate at once. */
    private void step(KubernetesClient client) throws Exception {
        awaitZero(client);
        var base = setting("cloudRunIngress");
        var url = base.replace("127.0.0.1", SERVICE + "-" + projectNumber() + ".us-central1.run.localhost") + "/";
        timed("load", url, "--rate", Integer.toString(STEP_RATE), "--duration", "20s", "-o", "json");
        var report = Files.readString(project.resolve("output"));
        System.out.printf("0 to %d requests/s for 20 s from zero instances:%n%s%n", STEP_RATE, report);
    }

    private void memory(KubernetesClient client) throws IOException {
        var sum = 0.0;
        for (var pod : platform(client)) {
            var mebibytes = pod.path("memory").path("workingSetBytes").asLong() / 1_048_576.0;
            record("working set of " + program(pod) + ", MiB", mebibytes);
            sum += mebibytes;
        }
        record("working set of the platform in all, MiB", sum);
    }

    /** What kubelet says of each of the platform's Pods. */
    private static List<JsonNode> platform(KubernetesClient client) throws IOException {
        var pods = new ArrayList<JsonNode>();
        for (var node : client.nodes().withoutLabel("autopilot.gke-local.dev/simulated").list().getItems()) {
            var text = client.raw("/api/v1/nodes/" + node.getMetadata().getName() + "/proxy/stats/summary");
            new ObjectMapper().readTree(text).path("pods").forEach(pods::add);
        }
        pods.removeIf(it -> !it.path("podRef").path("namespace").asText().equals("gke-local"));
        return pods;
    }

    /** Without what its Deployment's Pods are told apart by. */
    private static String program(JsonNode pod) {
        return pod.path("podRef").path("name").asText().replaceAll("-[0-9a-z]{8,10}-[0-9a-z]{5}$", "");
    }

    /**
     * Pods by dry run, in a namespace with the rules and in one without, in turns, with the API server's own word for each webhook: as the
     * first that a new Pod of the simulator gets to see, after those, and after some thousand more. The API server and this client are warm.
     */
    private void reviews(KubernetesClient client) throws Exception {
        var with = "bench-with";
        var without = "bench-without";
        client.resource(new NamespaceBuilder().withNewMetadata().withName(with)
                .addToLabels("autopilot.gke-local.dev/enforce", "true").endMetadata().build()).serverSideApply();
        client.resource(new NamespaceBuilder().withNewMetadata().withName(without).endMetadata().build()).serverSideApply();
        try {
            for (var namespace : List.of(with, without)) {
                await(() -> client.serviceAccounts().inNamespace(namespace).withName("default").get() != null);
                dryRuns(client, namespace, 5, PODS_PER_SECOND, "warm-up");
            }
            renew(client);
            round(client, with, without, "to a new Pod");
            round(client, with, without, "then");
            dryRuns(client, with, BUSY_SECONDS, BUSY_PODS_PER_SECOND, "warm-up");
            round(client, with, without, "after " + BUSY_PODS_PER_SECOND * BUSY_SECONDS + " Pods more");
            figures.remove("warm-up");
        } finally {
            client.namespaces().withName(with).delete();
            client.namespaces().withName(without).delete();
        }
    }

    /** Another Pod of the simulator, as of an `up` some seconds ago. */
    private void renew(KubernetesClient client) throws Exception {
        var pods = client.pods().inNamespace("gke-local").withLabel("app.kubernetes.io/name", AUTOPILOT);
        var before = pods.list().getItems().stream().map(it -> it.getMetadata().getUid()).toList();
        pods.delete();
        var asked = System.nanoTime();
        await(() -> pods.list().getItems().stream().anyMatch(it -> !before.contains(it.getMetadata().getUid())
                && it.getStatus().getConditions().stream()
                        .anyMatch(on -> on.getType().equals("Ready") && on.getStatus().equals("True"))));
        record("autopilot-sim, deleted to ready again, s", (System.nanoTime() - asked) / 1e9);
        Thread.sleep(SETTLED_MILLIS);
    }

    /** Ten seconds each, three times in turns. */
    private void round(KubernetesClient client, String with, String without, String title) throws Exception {
        var before = buckets(client);
        var cpu = cpuSeconds(client);
        for (var i = 0; i < 3; i++) {
            dryRuns(client, with, REVIEW_SECONDS / 3, PODS_PER_SECOND, "dry-run Pod, rules on, " + title + ", ms");
            var after = buckets(client);
            tell(title + ", part " + (i + 1), before, after);
            before = after;
            dryRuns(client, without, REVIEW_SECONDS / 3, PODS_PER_SECOND, "dry-run Pod, rules off, " + title + ", ms");
        }
        record("CPU of autopilot-sim, " + title + ", s", cpuSeconds(client) - cpu);
    }

    private static void tell(String title, Map<String, Map<String, Double>> before, Map<String, Map<String, Double>> after) {
        after.forEach((webhook, counts) -> {
            var earlier = before.getOrDefault(webhook, Map.of());
            var all = counts.get("+Inf") - earlier.getOrDefault("+Inf", 0.0);
            if (all > 0) {
                System.out.printf(Locale.ROOT, "%s, %s: %.0f calls, within 5 ms %.2f %%, within 25 ms %.2f %%%n",
                        title, webhook, all, share(counts, earlier, "0.005", all), share(counts, earlier, "0.025", all));
            }
        });
    }

    /** Since its Pod began. */
    private static double cpuSeconds(KubernetesClient client) throws IOException {
        return platform(client).stream()
                .filter(it -> program(it).equals(AUTOPILOT))
                .mapToDouble(it -> it.path("cpu").path("usageCoreNanoSeconds").asLong() / 1e9)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double share(Map<String, Double> counts, Map<String, Double> earlier, String bound, double all) {
        return 100 * (counts.get(bound) - earlier.getOrDefault(bound, 0.0)) / all;
    }

    private void dryRuns(KubernetesClient client, String namespace, int seconds, int perSecond, String figure) throws InterruptedException {
        var start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < seconds * perSecond; i++) {
                var planned = start + TimeUnit.SECONDS.toNanos(i) / perSecond;
                TimeUnit.NANOSECONDS.sleep(planned - System.nanoTime());
                var pod = bare("review-" + i, namespace, "registry.example/app:1");
                threads.submit(() -> {
                    client.resource(pod).dryRun(true).create();
                    record(figure, (System.nanoTime() - planned) / 1e6);
                    return null;
                });
            }
        }
    }

    /** Calls by webhook and upper bound of their duration in seconds. */
    private static Map<String, Map<String, Double>> buckets(KubernetesClient client) {
        var found = new TreeMap<String, Map<String, Double>>();
        var line = Pattern.compile("apiserver_admission_webhook_admission_duration_seconds_bucket\\{([^}]*)} (\\S+)");
        client.raw("/metrics").lines().map(line::matcher).filter(it -> it.matches()).forEach(it -> {
            var labels = it.group(1);
            var name = label(labels, "name");
            if (name.endsWith("networking.gke.io")) {
                found.computeIfAbsent(name, _ -> new TreeMap<>()).merge(label(labels, "le"), Double.parseDouble(it.group(2)), Double::sum);
            }
        });
        return found;
    }

    private static String label(String labels, String name) {
        var found = Pattern.compile("(?:^|,)" + name + "=\"([^\"]*)\"").matcher(labels);
        return found.find() ? found.group(1) : "";
    }

    private double timed(String... arguments) throws Exception {
        var startedAt = System.nanoTime();
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var output = project.resolve("output").toFile();
        var errors = project.resolve("errors").toFile();
        var code = new ProcessBuilder(command).directory(project.toFile()).redirectError(errors).redirectOutput(output).start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("gke-local " + String.join(" ", arguments) + " ended with " + code + ": "
                    + Files.readString(errors.toPath()));
        }
        return (System.nanoTime() - startedAt) / 1e9;
    }

    private String state() {
        return System.getenv().getOrDefault("GKE_LOCAL_HOME", project.resolve(".gke-local").toString());
    }

    private String setting(String name) throws IOException {
        var found = Pattern.compile("\"" + name + "\" : \"([^\"]+)\"").matcher(Files.readString(Path.of(state(), "endpoints.json")));
        if (!found.find()) {
            throw new IOException("no " + name + " in endpoints.json");
        }
        return found.group(1);
    }

    private static String projectNumber() {
        return "123456789012";
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private synchronized void record(String figure, double value) {
        figures.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
    }

    private static double percentile(List<Double> values, int percent) {
        var sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
        // The nearest rank.
        return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }

    private void print() throws IOException {
        System.out.printf("load at the end %s%n%-54s %5s %9s %9s %9s %9s%n", load(), "figure", "runs", "least", "p50", "p95", "p99");
        figures.forEach((name, values) -> System.out.printf(Locale.ROOT, "%-54s %5d %9.2f %9.2f %9.2f %9.2f%n",
                name, values.size(), percentile(values, 0), percentile(values, 50), percentile(values, 95), percentile(values, 99)));
    }
}
