package dev.gkelocal.embedded.launch;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a Quarkus program must be told in Quarkus' own words: where its traces go and how much it logs. */
public final class QuarkusSettings {
    private static final int OTLP_HTTP_PORT = 4318;

    private QuarkusSettings() {}

    /** @param settings the effective configuration as system properties {@code gkelocal.*} */
    public static Map<String, String> of(Map<String, String> settings) {
        var properties = new TreeMap<String, String>();
        var endpoint = settings.getOrDefault("gkelocal.observability.otlp_endpoint", "");
        properties.put("quarkus.otel.sdk.disabled", Boolean.toString(endpoint.isBlank()));
        if (!endpoint.isBlank()) {
            properties.put("quarkus.otel.exporter.otlp.endpoint", endpoint);
            properties.put("quarkus.otel.exporter.otlp.protocol", otlpProtocol(URI.create(endpoint)));
        }
        var level = settings.getOrDefault("gkelocal.log_level", "info").toUpperCase(Locale.ROOT);
        properties.put("quarkus.log.level", level.equals("WARNING") ? "WARN" : level);
        return properties;
    }

    /** OTLP over gRPC has no path, and its own port (observability sheet 6); the rest is OTLP over HTTP. */
    private static String otlpProtocol(URI endpoint) {
        boolean path = endpoint.getPath() != null && endpoint.getPath().length() > 1;
        return path || endpoint.getPort() == OTLP_HTTP_PORT ? "http/protobuf" : "grpc";
    }
}
