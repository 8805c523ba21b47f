package dev.gkelocal.config;

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
        int prometheus,
        int grafana,
        int jaeger) {}
