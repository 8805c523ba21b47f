package dev.gkelocal.kind.manifests;

import dev.gkelocal.embedded.launch.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The workloads of the platform in a cluster, with the ports they serve (design, section 5). */
public enum Component {
    KAFKA(
            "kafka",
            Program.BROKER,
            new Port("clients", 19_092, "kafka"),
            new Port("controllers", 19_093, "kafka_controller")),
    PLATFORM_API(
            "platform-api",
            Program.PLATFORM_API,
            new Port("http", 8080, "gateway"),
            new Port("management", 9080, "platform_management")),
    CLOUDRUN_SIM(
            "cloudrun-sim",
            Program.CLOUDRUN_SIM,
            new Port("admin", 8081, "cloud_run_admin"),
            new Port("ingress", 8082, "cloud_run_ingress"),
            new Port("management", 9081, "cloud_run_management")),
    AUTOPILOT_SIM(
            "autopilot-sim",
            Program.AUTOPILOT_SIM,
            new Port("http", 8083, "autopilot"),
            new Port("webhooks", 8443, ""),
            new Port("management", 9083, "autopilot_management")),
    PROMETHEUS("prometheus", null, new Port("http", 9090, "prometheus")),
    GRAFANA("grafana", null, new Port("http", 3000, "grafana")),
    JAEGER(
            "jaeger",
            null,
            new Port("http", 16_686, "jaeger"),
            new Port("otlp-grpc", 4317, ""),
            new Port("otlp-http", 4318, ""));

    /**
     * A port that is the same in every cluster.
     *
     * @param name as Services and Pods name it
     * @param key of the embedded platform's port below {@code ports} in the configuration; empty when that has none
     */
    public record Port(String name, int number, String key) {}

    private final String title;
    private final Optional<Program> program;
    private final List<Port> ports;

    Component(String title, @Nullable Program program, Port... ports) {
        this.title = title;
        this.program = Optional.ofNullable(program);
        this.ports = List.of(ports);
    }

    public static Optional<Component> named(String title) {
        return Arrays.stream(values()).filter(it -> it.title.equals(title)).findFirst();
    }

    /** The name of its workload, its Service and its label. */
    public String title() {
        return title;
    }

    /** Ours, which also runs embedded; the others are programs of other people. */
    public Optional<Program> program() {
        return program;
    }

    public List<Port> ports() {
        return ports;
    }

    public int port(String name) {
        return ports.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(title + " has no port named " + name))
                .number();
    }

    /** Where health is asked and metrics are scraped, if there is such a port. */
    Optional<Integer> management() {
        return ports.stream()
                .filter(it -> it.name().equals("management"))
                .map(Port::number)
                .findFirst();
    }
}
