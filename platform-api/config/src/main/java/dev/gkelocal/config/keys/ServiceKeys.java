package dev.gkelocal.config.keys;

import java.time.Duration;
import java.util.List;

/** Services around the simulators (requirements sheet, section 4). */
final class ServiceKeys {
    static final List<Key> KEYS = List.of(
            flag("monitoring.prometheus", "true", "Whether Prometheus runs."),
            flag("monitoring.grafana", "true", "Whether Grafana runs."),
            flag("monitoring.jaeger", "true", "Whether Jaeger runs."),
            flag("ai.model_serving", "true", "Whether models are served.").withoutEffect(),
            flag("ai.ghostbusters", "true", "Whether agents of the Ghostbusters framework are served.")
                    .withoutEffect(),
            flag("ai.gpu_support", "false", "Whether models may use a GPU.").withoutEffect(),
            new Key(
                            "services.ai.inference_timeout",
                            new Span(Duration.ofSeconds(1), Duration.ofHours(1), true),
                            "30s",
                            "Longest time of one inference.")
                    .withoutEffect(),
            flag("hot_reload", "true", "Whether a changed source is built and redeployed.")
                    .withoutEffect(),
            flag("debug_proxy", "true", "Whether debuggers are let through to instances.")
                    .withoutEffect(),
            flag("log_aggregation", "true", "Whether the logs of all services are collected.")
                    .withoutEffect());

    private ServiceKeys() {}

    private static Key flag(String name, String fallback, String doc) {
        return new Key("services." + name, new Flag(), fallback, doc);
    }
}
