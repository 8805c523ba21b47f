package dev.gkelocal.observability.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.observability.dashboards.Dashboard.Row;
import dev.gkelocal.observability.rules.Alert;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A dashboard as Grafana's classic JSON. Ids and places follow from the order alone, so equal dashboards give equal text. */
public final class DashboardJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int SCHEMA_VERSION = 39;
    private static final int ROW_HEIGHT = 1;

    /** On a change of the time shown: revisions come and go. */
    private static final int REFRESH_ON_TIME = 2;

    private DashboardJson() {}

    public static JsonNode of(Dashboard dashboard) {
        var json = JSON.objectNode();
        json.putNull("id");
        json.put("uid", dashboard.uid());
        json.put("title", dashboard.title());
        json.put("description", dashboard.description());
        json.putArray("tags").add("gkelocal");
        json.put("schemaVersion", SCHEMA_VERSION);
        json.put("version", 1);
        json.put("editable", false);
        json.put("graphTooltip", 1);
        json.put("refresh", "10s");
        json.put("timezone", "utc");
        json.putObject("time").put("from", "now-30m").put("to", "now");
        json.set("annotations", annotations());
        json.set("links", links(dashboard));
        json.set("templating", templating(dashboard));
        json.set("panels", panels(dashboard));
        return json;
    }

    /** Alerts that fired, as stripes over every panel. */
    private static JsonNode annotations() {
        var annotations = JSON.objectNode();
        annotations
                .putArray("list")
                .addObject()
                .put("name", "Alerts")
                .put("enable", true)
                .put("iconColor", "red")
                .put("expr", "ALERTS{alertstate=\"firing\",severity!=\"none\"}")
                .put("titleFormat", "{{alertname}}")
                .put("textFormat", "{{service_name}} {{slo}}")
                .put("step", "10s")
                .set("datasource", PanelJson.datasource());
        return annotations;
    }

    private static JsonNode links(Dashboard dashboard) {
        var links = JSON.arrayNode();
        var others = links.addObject()
                .put("type", "dashboards")
                .put("title", "GKE Local")
                .put("asDropdown", true)
                .put("includeVars", false)
                .put("keepTime", true);
        others.putArray("tags").add("gkelocal");
        links.addObject()
                .put("type", "link")
                .put("title", "Traces of " + dashboard.traces())
                .put("icon", "external link")
                .put("url", exploreTraces(dashboard.traces()));
        return links;
    }

    /** Grafana's own page for queries, opened on a search in Jaeger. */
    private static String exploreTraces(String service) {
        var panes =
                "{\"traces\":{\"datasource\":\"jaeger\",\"queries\":[{\"refId\":\"A\",\"queryType\":\"search\",\"service\":\""
                        + service + "\"}],\"range\":{\"from\":\"now-30m\",\"to\":\"now\"}}}";
        return "/explore?schemaVersion=1&panes=" + URLEncoder.encode(panes, StandardCharsets.UTF_8);
    }

    private static JsonNode templating(Dashboard dashboard) {
        var templating = JSON.objectNode();
        var list = templating.putArray("list");
        list.addObject()
                .put("name", Variable.DATASOURCE)
                .put("label", "Data source")
                .put("type", "datasource")
                .put("query", "prometheus")
                .put("refresh", 1);
        dashboard.variables().forEach(it -> list.add(variable(it)));
        return templating;
    }

    private static JsonNode variable(Variable variable) {
        var lookup = "label_values(" + variable.series().selector() + ", " + variable.label() + ")";
        var json = JSON.objectNode()
                .put("name", variable.name())
                .put("label", variable.name())
                .put("type", "query")
                .put("definition", lookup)
                .put("refresh", REFRESH_ON_TIME)
                .put("sort", 1)
                .put("multi", true)
                .put("includeAll", true)
                .put("allValue", ".*");
        json.putObject("current").put("text", "All").put("value", "$__all");
        json.putObject("query").put("query", lookup).put("refId", variable.name());
        json.set("datasource", PanelJson.datasource());
        return json;
    }

    /** Rows stand below each other; in a row, panels flow from left to right and begin a new line when the width is used up. */
    private static ArrayNode panels(Dashboard dashboard) {
        var panels = JSON.arrayNode();
        int id = 1;
        int y = 0;
        for (var row : dashboard.rows()) {
            panels.add(row(row, id++, y));
            y += ROW_HEIGHT;
            int x = 0;
            int tallest = 0;
            for (var panel : row.panels()) {
                if (x + panel.width() > Panel.COLUMNS) {
                    x = 0;
                    y += tallest;
                    tallest = 0;
                }
                panels.add(place(PanelJson.of(panel, alertLinks(panel.alerts())), id++, x, y, panel));
                x += panel.width();
                tallest = Math.max(tallest, panel.height());
            }
            y += tallest;
        }
        return panels;
    }

    private static JsonNode row(Row row, int id, int y) {
        var json = JSON.objectNode()
                .put("id", id)
                .put("type", "row")
                .put("title", row.title())
                .put("collapsed", false);
        json.putArray("panels");
        json.set("gridPos", grid(0, y, Panel.COLUMNS, ROW_HEIGHT));
        return json;
    }

    private static JsonNode place(ObjectNode json, int id, int x, int y, Panel panel) {
        json.put("id", id);
        json.set("gridPos", grid(x, y, panel.width(), panel.height()));
        return json;
    }

    private static ObjectNode grid(int x, int y, int width, int height) {
        return JSON.objectNode().put("x", x).put("y", y).put("w", width).put("h", height);
    }

    private static ArrayNode alertLinks(List<Alert> alerts) {
        var links = JSON.arrayNode();
        for (var alert : alerts) {
            links.addObject().put("title", "Alert " + alert.name()).put("url", "/alerting/list?search=" + alert.name());
        }
        return links;
    }
}
