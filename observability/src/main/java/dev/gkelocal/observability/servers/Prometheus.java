package dev.gkelocal.observability.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What Prometheus scrapes, which rules it evaluates, and where alerts go (observability sheet 7.1). */
public final class Prometheus {
    /** Exemplars are still a feature that must be asked for. */
    public static final String EXEMPLARS = "--enable-feature=exemplar-storage";

    /** The shortest burn window is 30 s and needs some scrapes. */
    public static final String INTERVAL = "5s";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String POD = "__meta_kubernetes_pod_";

    private Prometheus() {}

    /**
     * In a cluster: every Pod of these namespaces that is annotated {@code prometheus.io/scrape: "true"}.
     *
     * @param platform namespace of our services
     * @param instances namespace of Cloud Run instances, whose programs may have metrics of their own
     */
    static JsonNode inCluster(String platform, String instances) {
        var config = head(List.of("platform-api." + platform + ".svc:8080"));
        var scrapes = config.putArray("scrape_configs");
        scrape(scrapes, "gkelocal", platform);
        scrape(scrapes, "cloud-run-instances", instances);
        return config;
    }

    /** @param targets address of the management port, by service @param gateway host:port of platform-api */
    public static JsonNode embedded(Map<String, String> targets, String gateway) {
        var config = head(List.of(gateway));
        var scrapes = config.putArray("scrape_configs");
        targets.forEach((job, address) -> {
            var scrape = scrapes.addObject().put("job_name", job).put("metrics_path", "/q/metrics");
            scrape.putArray("static_configs").addObject().putArray("targets").add(address);
        });
        return config;
    }

    private static ObjectNode head(List<String> alertTargets) {
        var config = JSON.objectNode();
        config.putObject("global").put("scrape_interval", INTERVAL).put("evaluation_interval", INTERVAL);
        config.putArray("rule_files").add("rules/*.yml");
        var targets = config.putObject("alerting")
                .putArray("alertmanagers")
                .addObject()
                .put("api_version", "v2")
                .putArray("static_configs")
                .addObject()
                .putArray("targets");
        alertTargets.forEach(targets::add);
        return config;
    }

    private static void scrape(ArrayNode scrapes, String job, String namespace) {
        var scrape = scrapes.addObject().put("job_name", job);
        scrape.putArray("kubernetes_sd_configs")
                .addObject()
                .put("role", "pod")
                .putObject("namespaces")
                .putArray("names")
                .add(namespace);
        var rules = scrape.putArray("relabel_configs");
        relabel(rules, Map.of("regex", "true", "action", "keep"), POD + "annotation_prometheus_io_scrape");
        relabel(rules, Map.of("regex", "Succeeded|Failed", "action", "drop"), POD + "phase");
        relabel(
                rules,
                Map.of("regex", "(.+)", "target_label", "__metrics_path__"),
                POD + "annotation_prometheus_io_path");
        relabel(
                rules,
                Map.of("regex", "(.+);(.+)", "replacement", "$1:$2", "target_label", "__address__"),
                POD + "ip",
                POD + "annotation_prometheus_io_port");
        relabel(rules, Map.of("target_label", "job"), POD + "label_app_kubernetes_io_name");
        relabel(rules, Map.of("target_label", "namespace"), "__meta_kubernetes_namespace");
        relabel(rules, Map.of("target_label", "pod"), POD + "name");
    }

    private static void relabel(ArrayNode rules, Map<String, String> fields, String... sources) {
        var rule = rules.addObject();
        if (sources.length > 0) {
            var labels = rule.putArray("source_labels");
            List.of(sources).forEach(labels::add);
        }
        fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(it -> rule.put(it.getKey(), it.getValue()));
    }
}
