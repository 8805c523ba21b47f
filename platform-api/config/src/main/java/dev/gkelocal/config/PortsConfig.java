package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.util.Map;

/** Loopback ports (design, section 5). 0 takes any free one. */
public record PortsConfig(
        int gateway,
        int cloudRunAdmin,
        int cloudRunIngress,
        int metadata,
        int autopilot,
        int hotReload,
        int aiGateway,
        int kafka,
        int kafkaController,
        int platformManagement,
        int cloudRunManagement,
        int autopilotManagement,
        int prometheus,
        int grafana,
        int jaeger) {
    static PortsConfig read(Section section) {
        return new PortsConfig(
                section.port("gateway"),
                section.port("cloud_run_admin"),
                section.port("cloud_run_ingress"),
                section.port("metadata"),
                section.port("autopilot"),
                section.port("hot_reload"),
                section.port("ai_gateway"),
                section.port("kafka"),
                section.port("kafka_controller"),
                section.port("platform_management"),
                section.port("cloud_run_management"),
                section.port("autopilot_management"),
                section.port("prometheus"),
                section.port("grafana"),
                section.port("jaeger"));
    }

    void write(String prefix, Map<String, Object> to) {
        to.put(prefix + "gateway", gateway);
        to.put(prefix + "cloud_run_admin", cloudRunAdmin);
        to.put(prefix + "cloud_run_ingress", cloudRunIngress);
        to.put(prefix + "metadata", metadata);
        to.put(prefix + "autopilot", autopilot);
        to.put(prefix + "hot_reload", hotReload);
        to.put(prefix + "ai_gateway", aiGateway);
        to.put(prefix + "kafka", kafka);
        to.put(prefix + "kafka_controller", kafkaController);
        to.put(prefix + "platform_management", platformManagement);
        to.put(prefix + "cloud_run_management", cloudRunManagement);
        to.put(prefix + "autopilot_management", autopilotManagement);
        to.put(prefix + "prometheus", prometheus);
        to.put(prefix + "grafana", grafana);
        to.put(prefix + "jaeger", jaeger);
    }
}
