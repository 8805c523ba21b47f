package dev.gkelocal.observability.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Jaeger with its traces in memory. Its two generations are started differently, but take and show traces at the same ports. */
public final class Jaeger {
    /** Of the second generation, which reads one file. */
    public static final List<String> V2_ARGUMENTS = List.of("--config=/etc/jaeger/config.yaml");

    private static final int TRACES = 20_000;

    /** Of the first generation's all-in-one program, which reads flags. */
    public static final List<String> V1_ARGUMENTS =
            List.of("--memory.max-traces=" + TRACES, "--collector.otlp.enabled=true");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Jaeger() {}

    /** The second generation's file. Everything else than its defaults is there so that other Pods can reach it. */
    static JsonNode config() {
        var config = JSON.objectNode();
        var service = config.putObject("service");
        service.putArray("extensions").add("jaeger_storage").add("jaeger_query").add("healthcheckv2");
        var traces = service.putObject("pipelines").putObject("traces");
        traces.putArray("receivers").add("otlp");
        traces.putArray("processors").add("batch");
        traces.putArray("exporters").add("jaeger_storage_exporter");
        service.putObject("telemetry").putObject("metrics").put("level", "none");
        extensions(config.putObject("extensions"));
        var protocols = config.putObject("receivers").putObject("otlp").putObject("protocols");
        protocols.putObject("grpc").put("endpoint", "0.0.0.0:4317");
        protocols.putObject("http").put("endpoint", "0.0.0.0:4318");
        config.putObject("processors").putObject("batch");
        config.putObject("exporters").putObject("jaeger_storage_exporter").put("trace_storage", "traces");
        return config;
    }

    private static void extensions(ObjectNode extensions) {
        extensions
                .putObject("jaeger_storage")
                .putObject("backends")
                .putObject("traces")
                .putObject("memory")
                .put("max_traces", TRACES);
        var query = extensions.putObject("jaeger_query");
        query.putObject("storage").put("traces", "traces");
        query.putObject("http").put("endpoint", "0.0.0.0:16686");
        query.putObject("grpc").put("endpoint", "0.0.0.0:16685");
        extensions
                .putObject("healthcheckv2")
                .put("use_v2", true)
                .putObject("http")
                .put("endpoint", "0.0.0.0:13133");
    }
}
