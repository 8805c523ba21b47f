import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The embedded platform's own figures, from the built distribution through the launcher, as a user meets it: start
 * with and without class archives, memory, stop, the small commands, deploy and scale from zero. Linux only (/proc).
 * Wall times follow the load of the machine, which is printed; CPU seconds and PSS move far less.
 */
final class EmbeddedBench {
    private static final double TICKS_PER_SECOND = 100;
    private static final int COLD_STARTS = 30;
    private static final int DEPLOYS = 5;
    private static final int SMALL_COMMANDS = 7;
    private static final long ARCHIVES_DEADLINE_MILLIS = 10 * 60_000;

    /** Windows, ticks and retention run this much faster, so that an idle service is at zero within seconds. */
    private static final int TIME_SCALE = 300;

    private final Path launcher;
    private final Path project;
    private final Path state;
    private final Map<String, List<Double>> figures = new TreeMap<>();

    private EmbeddedBench(Path root, Path project) {
        this.launcher = root.resolve("gke-local").normalize();
        this.project = project;
        this.state = project.resolve(".gke-local");
    }

    public static void main(String[] arguments) throws Exception {
        var rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        var project = Files.createTempDirectory("gke-local-bench");
        var bench = new EmbeddedBench(Path.of(arguments[0]).toAbsolutePath(), project);
        System.out.printf("%s, %d processors, JDK %s%n", LocalDateTime.now().withNano(0),
                Runtime.getRuntime().availableProcessors(), Runtime.version());
        try {
            bench.measure(rounds);
        } finally {
            bench.command("down");
            bench.print();
        }
    }

    private void measure(int rounds) throws Exception {
        Files.writeString(project.resolve("gke-local.yaml"),
                "project_name: bench\nsimulation:\n  cloud_run:\n    time_scale: " + TIME_SCALE + "\n");
        up("first up");
        awaitArchives();
        command("down");
        for (var round = 0; round < rounds; round++) {
            up("warm up");
            memory();
            record("down, s", timed("down"));
        }
        up("warm up");
        for (var i = 0; i < SMALL_COMMANDS; i++) {
            record("status, s", timed("status"));
            record("--help, s", timed("--help"));
        }
        services();
    }

    private void up(String name) throws Exception {
        System.out.printf("%s, load %s%n", name, load());
        var before = childrenCpu();
        record(name + ", s", timed("up", "--auto-ports"));
        var commandLine = childrenCpu() - before;
        var platform = 0.0;
        for (var process : processes().entrySet()) {
            var cpu = cpu(process.getValue());
            record(name + ", CPU s of " + process.getKey(), cpu);
            platform += cpu;
        }
        record(name + ", CPU s of the command", commandLine);
        record(name + ", CPU s in all", commandLine + platform);
    }

    private void memory() throws IOException {
        var sum = 0.0;
        for (var process : processes().entrySet()) {
            var pss = pss(process.getValue());
            record("PSS of " + process.getKey() + ", MiB", pss);
            sum += pss;
        }
        record("PSS in all, MiB", sum);
    }

    /** The archives are made in the background; a warm start is one that finds them all. */
    private void awaitArchives() throws Exception {
        var deadline = System.currentTimeMillis() + ARCHIVES_DEADLINE_MILLIS;
        Thread.sleep(5_000);
        while (Files.exists(state.resolve("run/training.pid"))) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("the class archives are not made after 10 minutes; see " + state);
            }
            Thread.sleep(500);
        }
    }

    /** Deploys a program whose own start is short and known, and calls it when it is at zero. */
    private void services() throws Exception {
        var source = Files.createDirectories(project.resolve("hello"));
        Files.writeString(source.resolve("server.pl"), PROGRAM);
        Files.writeString(source.resolve("Procfile"), "web: perl server.pl $PORT\n");
        for (var i = 0; i < DEPLOYS; i++) {
            var own = ownStart(source);
            record("run deploy over the program's start, s",
                    timed("run", "deploy", "bench-" + i, "--source", source.toString(), "--quiet") - own);
        }
        var ingress = URI.create(endpoint("cloudRunIngress"));
        for (var i = 0; i < COLD_STARTS; i++) {
            awaitZero();
            var own = ownStart(source);
            var first = firstByte(ingress);
            record("program's own start to listen, ms", own * 1_000);
            record("first byte from zero, ms", first * 1_000);
            record("scale from zero over the program's start, ms", (first - own) * 1_000);
        }
    }

    /**
     * A program whose own start is short and even, so that the difference of two starts says something: Perl, with no module
     * but Socket, listens within some milliseconds, where Python varies by twenty.
     */
    private static final String PROGRAM = """
            use Socket;
            socket(my $s, PF_INET, SOCK_STREAM, 0) or die;
            setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
            bind($s, sockaddr_in($ARGV[0], INADDR_ANY)) or die;
            listen($s, 128) or die;
            while (accept(my $c, $s)) {
              while (defined(my $line = <$c>)) { last if $line =~ /^\\r?\\n/ }
              syswrite($c, "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\nok");
              close($c);
            }
            """;

    /** Measured just before each use: it moves with the load of the machine. */
    private static double ownStart(Path source) throws Exception {
        int port;
        try (var probe = new ServerSocket(0)) {
            port = probe.getLocalPort();
        }
        var startedAt = System.nanoTime();
        var process = new ProcessBuilder("perl", "server.pl", Integer.toString(port))
                .directory(source.toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            while (true) {
                try (var socket = new Socket()) {
                    socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                    return seconds(startedAt);
                } catch (IOException _) {
                    Thread.sleep(1);
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void awaitZero() throws Exception {
        while (true) {
            try (var instances = Files.list(state.resolve("run/instances"))) {
                if (instances.noneMatch(it -> it.toString().endsWith(".json"))) {
                    return;
                }
            }
            Thread.sleep(100);
        }
    }

    private static double firstByte(URI ingress) throws IOException {
        var startedAt = System.nanoTime();
        try (var socket = new Socket(ingress.getHost(), ingress.getPort())) {
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: localhost\r\nX-Service-Name: bench-0\r\n"
                    + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            var took = seconds(startedAt);
            if (!status.endsWith(" 200")) {
                throw new IOException("the service answered " + status);
            }
            return took;
        }
    }

    private double timed(String... arguments) throws Exception {
        var startedAt = System.nanoTime();
        var code = command(arguments);
        if (code != 0) {
            throw new IllegalStateException("gke-local " + String.join(" ", arguments) + " ended with " + code);
        }
        return seconds(startedAt);
    }

    private int command(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var output = project.resolve("output").toFile();
        var code = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true)
                .redirectOutput(output).start().waitFor();
        if (code != 0) {
            System.out.print(Files.readString(output.toPath()));
        }
        return code;
    }

    /** The platform's processes, from the supervisor's record. */
    private Map<String, Long> processes() throws IOException {
        var json = Files.readString(state.resolve("run/supervisor.json"));
        var found = new TreeMap<String, Long>();
        var own = Pattern.compile("\"pid\" : (\\d+)").matcher(json);
        if (own.find()) {
            found.put("supervisor", Long.parseLong(own.group(1)));
        }
        var child = Pattern.compile("\"name\" : \"([^\"]+)\",\\s+\"state\" : \"[^\"]+\",\\s+\"pid\" : (\\d+)")
                .matcher(json);
        while (child.find()) {
            found.put(child.group(1), Long.parseLong(child.group(2)));
        }
        return found;
    }

    private String endpoint(String name) throws IOException {
        var found = Pattern.compile("\"" + name + "\" : \"([^\"]+)\"")
                .matcher(Files.readString(state.resolve("endpoints.json")));
        if (!found.find()) {
            throw new IOException("no " + name + " in endpoints.json");
        }
        return found.group(1);
    }

    private static double cpu(long pid) throws IOException {
        return ticks(Path.of("/proc/" + pid + "/stat"), 11);
    }

    /** Of the commands run so far; a platform that they started is not their child any more. */
    private static double childrenCpu() throws IOException {
        return ticks(Path.of("/proc/self/stat"), 13);
    }

    private static double ticks(Path stat, int field) throws IOException {
        var line = Files.readString(stat);
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) / TICKS_PER_SECOND;
    }

    private static double pss(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
                .findFirst().orElseThrow();
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private void record(String figure, double value) {
        figures.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
    }

    private static double percentile(List<Double> values, int percent) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private void print() throws IOException {
        System.out.printf("load at the end %s%n%-52s %5s %9s %9s %9s%n", load(), "figure", "runs", "least", "p50", "p95");
        figures.forEach((name, values) -> System.out.printf(Locale.ROOT, "%-52s %5d %9.2f %9.2f %9.2f%n",
                name, values.size(), percentile(values, 0), percentile(values, 50), percentile(values, 95)));
    }
}
