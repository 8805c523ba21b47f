package dev.gkelocal.observability.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A panel as Grafana's classic JSON, but for its id and place. */
final class PanelJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PanelJson() {}

    static ObjectNode of(Panel panel, ArrayNode links) {
        var json = JSON.objectNode()
                .put("id", 0)
                .put("type", type(panel.kind()))
                .put("title", panel.title())
                .put("description", panel.description());
        json.set("gridPos", JSON.objectNode());
        json.set("datasource", datasource());
        json.set("fieldConfig", fieldConfig(panel));
        json.set("options", options(panel));
        json.set("targets", targets(panel));
        if (!links.isEmpty()) {
            json.set("links", links);
        }
        return json;
    }

    static ObjectNode datasource() {
        return JSON.objectNode().put("type", "prometheus").put("uid", "${" + Variable.DATASOURCE + "}");
    }

    private static String type(Panel.Kind kind) {
        return switch (kind) {
            case LINES, STACKED_AREAS -> "timeseries";
            case FIGURES -> "stat";
            case HEATMAP -> "heatmap";
            case STATES -> "state-timeline";
        };
    }

    private static JsonNode fieldConfig(Panel panel) {
        var config = JSON.objectNode();
        var defaults = config.putObject("defaults").put("unit", panel.unit().grafana);
        if (panel.kind() == Panel.Kind.LINES || panel.kind() == Panel.Kind.STACKED_AREAS) {
            defaults.put("min", 0);
            defaults.set("custom", lines(panel.kind() == Panel.Kind.STACKED_AREAS));
        }
        if (panel.unit() == Unit.COUNT && panel.kind() == Panel.Kind.FIGURES) {
            defaults.put("decimals", 0);
        }
        if (!panel.limits().isEmpty()) {
            defaults.putObject("color").put("mode", "thresholds");
            var steps = defaults.putObject("thresholds").put("mode", "absolute").putArray("steps");
            panel.limits().forEach(it -> step(steps, it));
        }
        if (panel.unit() == Unit.YES_NO) {
            defaults.set("mappings", upAndDown());
        }
        config.putArray("overrides");
        return config;
    }

    /** The first step is the ground: it has no value. */
    private static void step(ArrayNode steps, Panel.Limit limit) {
        var step = steps.addObject().put("color", limit.colour());
        if (steps.size() == 1) {
            step.putNull("value");
        } else {
            step.put("value", limit.from());
        }
    }

    private static JsonNode lines(boolean stacked) {
        var custom = JSON.objectNode()
                .put("drawStyle", "line")
                .put("lineInterpolation", "linear")
                .put("lineWidth", 1)
                .put("fillOpacity", stacked ? 40 : 0)
                .put("showPoints", "never")
                .put("spanNulls", false);
        custom.putObject("stacking").put("mode", stacked ? "normal" : "none").put("group", "A");
        return custom;
    }

    private static JsonNode upAndDown() {
        var mappings = JSON.arrayNode();
        var options = mappings.addObject().put("type", "value").putObject("options");
        options.putObject("0").put("text", "no").put("color", "red").put("index", 0);
        options.putObject("1").put("text", "yes").put("color", "green").put("index", 1);
        return mappings;
    }

    private static JsonNode options(Panel panel) {
        return switch (panel.kind()) {
            case LINES, STACKED_AREAS -> withLegend();
            case FIGURES -> figures();
            case HEATMAP -> heatmap(panel.unit());
            case STATES -> states();
        };
    }

    private static ObjectNode withLegend() {
        var options = JSON.objectNode();
        options.set("legend", legend());
        options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
        return options;
    }

    private static ObjectNode legend() {
        var legend = JSON.objectNode()
                .put("showLegend", true)
                .put("displayMode", "list")
                .put("placement", "bottom");
        legend.putArray("calcs");
        return legend;
    }

    private static JsonNode figures() {
        var options = JSON.objectNode()
                .put("colorMode", "value")
                .put("graphMode", "area")
                .put("justifyMode", "auto")
                .put("orientation", "auto")
                .put("textMode", "auto");
        var reduce = options.putObject("reduceOptions").put("values", false).put("fields", "");
        reduce.putArray("calcs").add("lastNotNull");
        return options;
    }

    private static JsonNode heatmap(Unit unit) {
        var options = JSON.objectNode().put("calculate", false).put("cellGap", 1);
        options.putObject("color")
                .put("mode", "scheme")
                .put("scheme", "Oranges")
                .put("steps", 64);
        options.putObject("yAxis").put("unit", unit.grafana).put("axisPlacement", "left");
        options.putObject("cellValues").put("unit", Unit.COUNT.grafana);
        options.putObject("exemplars").put("color", "rgba(31, 120, 193, 0.9)");
        options.putObject("legend").put("show", true);
        options.putObject("tooltip").put("mode", "single").put("yHistogram", true);
        return options;
    }

    private static JsonNode states() {
        var options = JSON.objectNode()
                .put("mergeValues", true)
                .put("showValue", "auto")
                .put("rowHeight", 0.8)
                .put("alignValue", "left");
        options.set("legend", legend());
        return options;
    }

    private static ArrayNode targets(Panel panel) {
        var targets = JSON.arrayNode();
        for (var query : panel.queries()) {
            targets.add(target(query, (char) ('A' + targets.size())));
        }
        return targets;
    }

    private static JsonNode target(Query query, char id) {
        boolean instant = query.kind() == Query.Kind.INSTANT;
        var json = JSON.objectNode()
                .put("refId", String.valueOf(id))
                .put("expr", query.expr().text())
                .put("legendFormat", query.legend())
                .put("format", query.kind() == Query.Kind.BUCKETS ? "heatmap" : "time_series")
                .put("instant", instant)
                .put("range", !instant)
                .put("exemplar", query.kind() == Query.Kind.RANGE_WITH_EXEMPLARS || query.kind() == Query.Kind.BUCKETS);
        json.set("datasource", datasource());
        return json;
    }
}
