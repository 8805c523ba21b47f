package dev.gkelocal.config;

import java.time.Duration;

/** Optional services (requirements sheet, section 4). */
public record ServicesConfig(
        Monitoring monitoring, Ai ai, boolean hotReload, boolean debugProxy, boolean logAggregation) {

    public record Monitoring(boolean prometheus, boolean grafana, boolean jaeger) {}

    public record Ai(boolean modelServing, boolean ghostbusters, boolean gpuSupport, Duration inferenceTimeout) {}
}
