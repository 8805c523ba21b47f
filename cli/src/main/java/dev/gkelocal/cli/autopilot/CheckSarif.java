package dev.gkelocal.cli.autopilot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.gkelocal.autopilot.core.check.Report;
import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.cli.terminal.Json;
import java.util.TreeSet;

/** The verdicts as SARIF 2.1.0 (OASIS), which code hosts show beside the lines. */
final class CheckSarif {
    private static final String CHANGED = "autopilot-adjusts-resources";
    private static final String UNREADABLE = "unreadable-manifest";

    private CheckSarif() {}

    static JsonNode of(Report report) {
        var sarif = Json.object();
        sarif.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        sarif.put("version", "2.1.0");
        var run = sarif.putArray("runs").addObject();
        var driver = run.putObject("tool").putObject("driver");
        driver.put("name", "gke-local autopilot check");
        driver.put("informationUri", "https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-overview");
        var results = run.putArray("results");
        var rules = new TreeSet<String>();
        for (var verdict : report.verdicts()) {
            for (var refusal : verdict.refusals()) {
                rules.add(refusal.rule());
                result(results, refusal.rule(), "error", refusal.message() + " Fix: " + refusal.fix(), refusal.at());
            }
            for (var warning : verdict.warnings()) {
                rules.add(CHANGED);
                result(results, CHANGED, "warning", warning, verdict.object().at());
            }
        }
        for (var broken : report.unreadable()) {
            rules.add(UNREADABLE);
            result(results, UNREADABLE, "error", broken.message(), broken.at());
        }
        var ruleList = driver.putArray("rules");
        rules.forEach(it -> ruleList.addObject().put("id", it));
        return sarif;
    }

    private static void result(ArrayNode results, String rule, String level, String message, Position at) {
        var result = results.addObject();
        result.put("ruleId", rule);
        result.put("level", level);
        result.putObject("message").put("text", message);
        var location = result.putArray("locations").addObject().putObject("physicalLocation");
        location.putObject("artifactLocation").put("uri", at.source().replace('\\', '/'));
        location.putObject("region").put("startLine", Math.max(1, at.line()));
    }
}
