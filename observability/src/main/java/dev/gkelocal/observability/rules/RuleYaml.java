package dev.gkelocal.observability.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;

/** Rules as Prometheus' rule files have them. */
public final class RuleYaml {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RuleYaml() {}

    public static JsonNode of(RuleFiles.RuleFile file) {
        var json = JSON.objectNode();
        var groups = json.putArray("groups");
        for (var group : file.groups()) {
            var rules = groups.addObject().put("name", group.name()).putArray("rules");
            group.rules().forEach(it -> rules.add(rule(it)));
        }
        return json;
    }

    private static JsonNode rule(Rule rule) {
        return switch (rule) {
            case Alert alert -> alert(alert);
            case Recording recording -> recording(recording);
        };
    }

    private static JsonNode recording(Recording recording) {
        var json = JSON.objectNode()
                .put("record", recording.name())
                .put("expr", recording.expr().text());
        if (!recording.labels().isEmpty()) {
            recording.labels().forEach(json.putObject("labels")::put);
        }
        return json;
    }

    private static JsonNode alert(Alert alert) {
        var json = JSON.objectNode()
                .put("alert", alert.name())
                .put("expr", alert.expr().text());
        if (alert.lasting().compareTo(Duration.ZERO) > 0) {
            json.put("for", Durations.promql(alert.lasting()));
        }
        ObjectNode labels = json.putObject("labels");
        labels.put("severity", alert.severity().name().toLowerCase(Locale.ROOT));
        alert.labels().forEach(labels::put);
        json.putObject("annotations")
                .put("summary", alert.summary())
                .put("description", alert.description())
                .put("runbook_url", alert.runbook())
                .put("dashboard_uid", alert.dashboard());
        return json;
    }
}
