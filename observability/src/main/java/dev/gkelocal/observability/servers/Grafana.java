package dev.gkelocal.observability.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Where Grafana finds data and dashboards (observability sheet 8). */
final class Grafana {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int RESCAN_SECONDS = 30;

    private Grafana() {}

    /** Prometheus, whose exemplars lead to Jaeger, and Jaeger itself. */
    static JsonNode datasources() {
        var config = JSON.objectNode().put("apiVersion", 1).put("prune", true);
        var sources = config.putArray("datasources");
        var prometheus = sources.addObject()
                .put("name", "Prometheus")
                .put("uid", "prometheus")
                .put("type", "prometheus")
                .put("access", "proxy")
                .put("url", "http://prometheus:9090")
                .put("isDefault", true)
                .put("editable", false)
                .putObject("jsonData")
                .put("httpMethod", "POST")
                .put("timeInterval", Prometheus.INTERVAL);
        prometheus
                .putArray("exemplarTraceIdDestinations")
                .addObject()
                .put("name", "trace_id")
                .put("datasourceUid", "jaeger")
                .put("urlDisplayLabel", "Trace in Jaeger");
        sources.addObject()
                .put("name", "Jaeger")
                .put("uid", "jaeger")
                .put("type", "jaeger")
                .put("access", "proxy")
                .put("url", "http://jaeger:16686")
                .put("editable", false)
                .putObject("jsonData")
                .putObject("nodeGraph")
                .put("enabled", true);
        return config;
    }

    /** One folder in Grafana for each folder of dashboards. */
    static JsonNode dashboards() {
        var config = JSON.objectNode().put("apiVersion", 1);
        config.putArray("providers")
                .addObject()
                .put("name", "gke-local")
                .put("type", "file")
                .put("allowUiUpdates", false)
                .put("disableDeletion", true)
                .put("updateIntervalSeconds", RESCAN_SECONDS)
                .putObject("options")
                .put("path", "/etc/grafana/dashboards")
                .put("foldersFromFilesStructure", true);
        return config;
    }
}
