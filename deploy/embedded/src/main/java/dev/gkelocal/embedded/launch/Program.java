package dev.gkelocal.embedded.launch;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The programs of the platform, with everything that differs between them: jar, ports, JVM flags, deadlines. */
public enum Program {
    /** Heap: 64 MiB ran every test of the embedded-runtime sheet (section 3); the rest is for many topics. */
    BROKER(
            "broker",
            "broker/lib/broker.jar",
            List.of(Port.KAFKA, Port.KAFKA_CONTROLLER),
            null,
            null,
            Duration.ofSeconds(4),
            "-XX:TieredStopAtLevel=1",
            "-Xmx96m",
            "-Xmn8m"),

    /**
     * The ingress keeps the optimising compiler: without it a request costs twice the CPU (embedded-runtime sheet 6). But
     * that compiler's thresholds are four times the usual, so that it works for traffic and not for the start, of which it
     * took a quarter (docs/performance.md).
     */
    CLOUDRUN_SIM(
            "cloudrun-sim",
            "cloudrun-sim/quarkus-app/quarkus-run.jar",
            List.of(Port.CLOUD_RUN_ADMIN, Port.CLOUD_RUN_INGRESS, Port.CLOUD_RUN_MANAGEMENT),
            Port.CLOUD_RUN_ADMIN,
            Port.CLOUD_RUN_MANAGEMENT,
            // A user's program has 10 s between SIGTERM and SIGKILL (cloudrun sheet, container runtime contract).
            Duration.ofSeconds(12),
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000",
            "-Xmx128m",
            "-Xmn24m"),

    /**
     * A review allocates about 150 KB. With a young generation of 12 MiB so many waited for a collection of 0.8 ms that they
     * were the whole of the slowest percent; with 40 MiB one in two hundred does. The optimising compiler is left out: it halves a
     * review, but only after tens of thousands of them, and until then it takes the cores from them (docs/performance.md).
     */
    AUTOPILOT_SIM(
            "autopilot-sim",
            "autopilot-sim/quarkus-app/quarkus-run.jar",
            List.of(Port.AUTOPILOT, Port.AUTOPILOT_MANAGEMENT),
            Port.AUTOPILOT,
            Port.AUTOPILOT_MANAGEMENT,
            Duration.ofSeconds(3),
            "-XX:TieredStopAtLevel=1",
            "-Xmx96m",
            "-Xmn40m"),

    PLATFORM_API(
            "platform-api",
            "platform-api/quarkus-app/quarkus-run.jar",
            List.of(Port.GATEWAY, Port.PLATFORM_MANAGEMENT),
            Port.GATEWAY,
            Port.PLATFORM_MANAGEMENT,
            Duration.ofSeconds(3),
            "-XX:TieredStopAtLevel=1",
            "-Xmx80m",
            "-Xmn8m");

    /** Why each is there: embedded-runtime sheet, section 2. A process out of memory ends, and is started again. */
    private static final List<String> ALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final String title;
    private final String jar;
    private final List<Port> ports;
    private final Optional<Port> http;
    private final Optional<Port> management;
    private final Duration stopDeadline;
    private final List<String> flags;

    Program(
            String title,
            String jar,
            List<Port> ports,
            @Nullable Port http,
            @Nullable Port management,
            Duration stopDeadline,
            String... flags) {
        this.title = title;
        this.jar = jar;
        this.ports = ports;
        this.http = Optional.ofNullable(http);
        this.management = Optional.ofNullable(management);
        this.stopDeadline = stopDeadline;
        this.flags = List.of(flags);
    }

    public static Optional<Program> named(String title) {
        return Arrays.stream(values()).filter(it -> it.title.equals(title)).findFirst();
    }

    /** Its name in files, messages and log names. */
    public String title() {
        return title;
    }

    /** What {@code java -jar} starts, relative to the distribution. */
    public String jar() {
        return jar;
    }

    public List<Port> ports() {
        return ports;
    }

    /** Quarkus' own HTTP port; the broker has none. */
    public Optional<Port> http() {
        return http;
    }

    /** Where readiness is asked; a program without is ready when its first port accepts connections. */
    public Optional<Port> management() {
        return management;
    }

    /** From SIGTERM until SIGKILL, once it was ready. */
    public Duration stopDeadline() {
        return stopDeadline;
    }

    public List<String> flags() {
        return Stream.concat(ALL.stream(), flags.stream()).toList();
    }
}
