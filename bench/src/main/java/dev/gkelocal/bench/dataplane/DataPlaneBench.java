package dev.gkelocal.bench.dataplane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Runs both proxies in turns and prints what each costs. */
public final class DataPlaneBench {
    private static final String HOST = "service7-123456789.europe-west1.run.localhost";
    private static final int CONNECTIONS = 32;
    private static final int OPEN_LOOP_RATE = 1000;
    private static final int IDLE_CONNECTIONS = 1000;
    private static final int WARM_REQUESTS = 150_000;
    private static final int MOST_WARM_TURNS = 40;

    private static final String MAIN = "dev.gkelocal.cloudrun.ingress.IngressMain";
    /** As the platform starts it. */
    private static final String FLAGS = "-XX:+UseSerialGC -Xmx256m -XX:-UsePerfData --enable-native-access=ALL-UNNAMED"
            + " --sun-misc-unsafe-memory-access=allow";

    private final String ingressClassPath;
    private final Path folder;
    private final Duration slice;
    private final int rounds;

    private DataPlaneBench(String ingressClassPath, Path folder, int rounds, Duration slice) {
        this.ingressClassPath = ingressClassPath;
        this.folder = folder;
        this.rounds = rounds;
        this.slice = slice;
    }

    /** @param args class path of the ingress, rounds, seconds of each measurement */
    public static void main(String[] args) throws IOException {
        var rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        var slice = Duration.ofSeconds(args.length > 2 ? Integer.parseInt(args[2]) : 5);
        new DataPlaneBench(args[0], Files.createTempDirectory("dataplane"), rounds, slice).run();
    }

    private void run() throws IOException {
        var programPort = Server.freePort();
        try (var program = nginx("program", programPort, NginxConfig.program(folder.toString(), programPort));
                var nginx = proxy(programPort);
                var ours = ours(programPort)) {
            print(String.format(
                    Locale.ROOT,
                    "machine: %d cores, load %s before",
                    Runtime.getRuntime().availableProcessors(),
                    load()));
            warm(ours, nginx);
            var samples = new ArrayList<Sample>();
            for (int round = 0; round < rounds; round++) {
                var order = round % 2 == 0 ? List.of(ours, nginx) : List.of(nginx, ours);
                var direct = new OpenLoop(program.port(), HOST, CONNECTIONS).run(OPEN_LOOP_RATE, slice);
                for (var server : order) {
                    samples.add(measure(server, direct.p50Micros()));
                }
            }
            new Comparison(samples).print();
            for (var server : List.of(ours, nginx)) {
                steps(server);
            }
            for (var server : List.of(ours, nginx)) {
                threads(server);
            }
            print(String.format(Locale.ROOT, "load %s after", load()));
        }
    }

    private Server nginx(String name, int port, String config) throws IOException {
        var file = folder.resolve(name + ".conf");
        Files.writeString(file, config);
        return Server.start(name, port, folder.resolve(name + ".out"), List.of("nginx", "-c", file.toString()));
    }

    private Server proxy(int program) throws IOException {
        var port = Server.freePort();
        return nginx("nginx", port, NginxConfig.proxy(folder.toString(), port, program));
    }

    private Server ours(int program) throws IOException {
        var port = Server.freePort();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java));
        command.addAll(List.of(System.getProperty("ingress.flags", FLAGS).split(" ", -1)));
        command.addAll(List.of("-cp", ingressClassPath, MAIN, "" + port, "" + program));
        return Server.start("ours", port, folder.resolve("ours.out"), command);
    }

    /** The JVM's compilers are done with the hot path after some ten thousand requests, however slow the machine is. */
    private void warm(Server... servers) throws IOException {
        for (var server : servers) {
            for (long requests = 0, turn = 0; requests < WARM_REQUESTS && turn < MOST_WARM_TURNS; turn++) {
                requests += ClosedLoop.run(server.port(), HOST, CONNECTIONS, Duration.ofSeconds(2))
                        .requests();
            }
        }
    }

    private Sample measure(Server server, double directP50) throws IOException {
        var before = server.cpuSeconds();
        var closed = ClosedLoop.run(server.port(), HOST, CONNECTIONS, slice);
        var between = server.cpuSeconds();
        var open = new OpenLoop(server.port(), HOST, CONNECTIONS).run(OPEN_LOOP_RATE, slice);
        var after = server.cpuSeconds();
        var sample = new Sample(
                server.name(),
                closed.perSecond(),
                1e6 * (between - before) / closed.requests(),
                open.p50Micros() - directP50,
                open.p99Micros(),
                1e6 * (after - between) / open.sent(),
                closed.errors() + open.errors());
        print(String.format(
                Locale.ROOT,
                "%-6s %8.0f req/s %6.1f us CPU/req | at 1,000/s: added p50 %+7.1f us, p99 %7.1f us, %6.1f us CPU/req | errors %d | load %s",
                sample.name,
                sample.perSecond,
                sample.cpuMicros,
                sample.addedP50,
                sample.p99,
                sample.cpuMicrosOpen,
                sample.errors,
                load()));
        return sample;
    }

    private void steps(Server server) {
        var errors = 0;
        var text = new StringBuilder();
        for (int rate : new int[] {1000, 2000, 3000}) {
            var result = new OpenLoop(server.port(), HOST, 2 * CONNECTIONS).run(rate, slice);
            errors += result.errors();
            text.append(String.format(
                    Locale.ROOT, " %d/s p50 %.0f p99 %.0f us,", rate, result.p50Micros(), result.p99Micros()));
        }
        print(String.format(Locale.ROOT, "steps %-6s%s errors %d", server.name(), text, errors));
    }

    private static void threads(Server server) throws IOException {
        var before = server.threads();
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < IDLE_CONNECTIONS; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            print(String.format(
                    Locale.ROOT,
                    "threads %-6s %d, with %d more connections %d; resident %d MB",
                    server.name(),
                    before,
                    IDLE_CONNECTIONS,
                    server.threads(),
                    server.residentMegabytes()));
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException _) {
            return "unknown";
        }
    }

    private static void print(String line) {
        System.out.println(line);
    }

    private record Sample(
            String name,
            double perSecond,
            double cpuMicros,
            double addedP50,
            double p99,
            double cpuMicrosOpen,
            long errors) {}

    private record Comparison(List<Sample> samples) {
        private double median(String name, ToDoubleFunction<Sample> value) {
            var sorted = samples.stream()
                    .filter(it -> it.name.equals(name))
                    .map(value::applyAsDouble)
                    .sorted(Comparator.naturalOrder())
                    .toList();
            return sorted.get(sorted.size() / 2);
        }

        private double ratio(ToDoubleFunction<Sample> value) {
            return median("ours", value) / median("nginx", value);
        }

        void print() {
            DataPlaneBench.print(String.format(Locale.ROOT, "--- medians, ours / nginx"));
            DataPlaneBench.print(String.format(
                    Locale.ROOT,
                    "CPU per request  %.1f / %.1f us = %.2f (goal <= 1.5, stretch 1.25)",
                    median("ours", Sample::cpuMicros),
                    median("nginx", Sample::cpuMicros),
                    ratio(Sample::cpuMicros)));
            DataPlaneBench.print(String.format(
                    Locale.ROOT,
                    "throughput       %.0f / %.0f req/s = %.2f (goal >= 0.75)",
                    median("ours", Sample::perSecond),
                    median("nginx", Sample::perSecond),
                    ratio(Sample::perSecond)));
            DataPlaneBench.print(String.format(
                    Locale.ROOT,
                    "added p50        %.0f / %.0f us (goal <= 200)",
                    median("ours", Sample::addedP50),
                    median("nginx", Sample::addedP50)));
            DataPlaneBench.print(String.format(
                    Locale.ROOT,
                    "errors           %d / %d (goal 0)",
                    samples.stream()
                            .filter(it -> it.name.equals("ours"))
                            .mapToLong(Sample::errors)
                            .sum(),
                    samples.stream()
                            .filter(it -> it.name.equals("nginx"))
                            .mapToLong(Sample::errors)
                            .sum()));
        }
    }
}
