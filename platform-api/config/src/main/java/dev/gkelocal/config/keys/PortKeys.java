package dev.gkelocal.config.keys;

import java.util.List;

/** Where the embedded platform listens (design, section 5). */
final class PortKeys {
    static final List<Key> KEYS = List.of(
            port("gateway", 8080, "Gateway and dashboard."),
            port("cloud_run_admin", 8081, "Cloud Run Admin API."),
            port("cloud_run_ingress", 8082, "Cloud Run services: `http://SERVICE-NUMBER.REGION.run.localhost:8082`."),
            port("metadata", 8089, "Metadata server of Cloud Run instances.").withoutEffect(),
            port("autopilot", 8083, "Autopilot simulator."),
            port("hot_reload", 8084, "Hot reload.").withoutEffect(),
            port("ai_gateway", 8085, "AI gateway.").withoutEffect(),
            port("kafka", 19_092, "Kafka broker."),
            port("kafka_controller", 19_093, "Controller of the Kafka broker."),
            port("platform_management", 9080, "Health and metrics of the gateway."),
            port("cloud_run_management", 9081, "Health and metrics of the Cloud Run simulator."),
            port("autopilot_management", 9083, "Health and metrics of the Autopilot simulator."),
            port("prometheus", 9090, "Prometheus."),
            port("grafana", 3000, "Grafana."),
            port("jaeger", 16_686, "Jaeger."));

    private PortKeys() {}

    private static Key port(String name, int number, String doc) {
        return new Key("ports." + name, new Port(0), Integer.toString(number), doc);
    }
}
