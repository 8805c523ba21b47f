package dev.gkelocal.observability.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.gkelocal.observability.ObservabilityFiles;
import dev.gkelocal.observability.dashboards.DashboardJson;
import dev.gkelocal.observability.dashboards.Dashboards;
import dev.gkelocal.observability.rules.RuleFiles;
import dev.gkelocal.observability.rules.RuleYaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything that is checked in for Prometheus, Grafana and Jaeger, made anew: text by path. */
public final class GeneratedFiles {
    private static final String HOW =
            "# Made from the module observability. Do not edit; CONTRIBUTING.md says how to make it anew.\n";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DefaultPrettyPrinter INDENTED = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    private static final List<String> EMBEDDED = List.of(
            "For a Prometheus of your own beside the embedded platform on its default ports:",
            "prometheus --config.file=prometheus-embedded.yml --enable-feature=exemplar-storage --web.listen-address=127.0.0.1:9090");

    private GeneratedFiles() {}

    /** The list of them is one of them, for a jar cannot be listed. */
    public static SortedMap<String, String> all() {
        var files = new TreeMap<String, String>();
        for (var dashboard : Dashboards.all()) {
            var path = "grafana/dashboards/" + dashboard.folder() + "/" + dashboard.uid() + ".json";
            files.put(path, json(DashboardJson.of(dashboard)));
        }
        files.put("grafana/provisioning/datasources/gke-local.yaml", yaml(List.of(), Grafana.datasources()));
        files.put("grafana/provisioning/dashboards/gke-local.yaml", yaml(List.of(), Grafana.dashboards()));
        for (var rules : RuleFiles.loaded()) {
            files.put("prometheus/rules/" + rules.name() + ".yml", yaml(rules.about(), RuleYaml.of(rules)));
        }
        var month = RuleFiles.month();
        files.put("prometheus/" + month.name() + ".yml", yaml(month.about(), RuleYaml.of(month)));
        files.put("prometheus/prometheus.yml", yaml(List.of(), Prometheus.inCluster("gke-local", "gke-local-run")));
        files.put("prometheus/prometheus-embedded.yml", yaml(EMBEDDED, Prometheus.embedded(ports(), "127.0.0.1:8080")));
        files.put("jaeger/config.yaml", yaml(List.of(), Jaeger.config()));
        files.put(ObservabilityFiles.INDEX, String.join("\n", files.keySet()) + "\n");
        return files;
    }

    /** Management ports as they are by default (design, section 5). */
    private static Map<String, String> ports() {
        var targets = new LinkedHashMap<String, String>();
        targets.put("platform-api", "127.0.0.1:9080");
        targets.put("cloudrun-sim", "127.0.0.1:9081");
        targets.put("autopilot-sim", "127.0.0.1:9083");
        return targets;
    }

    private static String json(JsonNode tree) {
        try {
            return JSON.writer(INDENTED).writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot fail to become JSON", e);
        }
    }

    /** With our usual words and those given as a comment at its head. */
    public static String yaml(List<String> about, JsonNode tree) {
        try {
            var head = new StringBuilder(HOW);
            about.forEach(it -> head.append("# ").append(it).append('\n'));
            return head + YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot fail to become YAML", e);
        }
    }
}
