package dev.gkelocal.cli.autopilot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.autopilot.core.admission.Change;
import dev.gkelocal.autopilot.core.check.Copies;
import dev.gkelocal.autopilot.core.check.Footprint;
import dev.gkelocal.autopilot.core.check.Landing;
import dev.gkelocal.autopilot.core.check.Refusal;
import dev.gkelocal.autopilot.core.check.Report;
import dev.gkelocal.autopilot.core.check.Verdict;
import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.pricing.Terms;
import dev.gkelocal.cli.terminal.Json;

/** The verdicts for programs; amounts are milliCpu, bytes and US dollars. */
final class CheckJson {
    private CheckJson() {}

    static JsonNode of(Report report) {
        var json = Json.object();
        var objects = json.putArray("objects");
        report.verdicts().forEach(it -> objects.add(verdict(it)));
        var unreadable = json.putArray("unreadable");
        report.unreadable().forEach(it -> {
            var broken = unreadable.addObject();
            position(broken, it.at());
            broken.put("message", it.message());
        });
        var skipped = json.putObject("skipped");
        report.skipped().forEach(skipped::put);
        json.put("refused", report.refused());
        json.put("changed", report.changed());
        return json;
    }

    private static ObjectNode verdict(Verdict verdict) {
        var json = Json.object();
        var object = verdict.object();
        position(json, object.at());
        json.put("apiVersion", object.apiVersion());
        json.put("kind", object.kind());
        json.put("namespace", object.namespace());
        json.put("name", object.name());
        json.put("refused", verdict.isRefused());
        json.put("changed", verdict.isChanged());
        var refusals = json.putArray("refusals");
        verdict.refusals().forEach(it -> refusals.add(refusal(it)));
        var answers = json.putArray("answers");
        verdict.answers().forEach(answers::add);
        var warnings = json.putArray("warnings");
        verdict.warnings().forEach(warnings::add);
        var changes = json.putArray("changes");
        verdict.changes().forEach(it -> changes.add(change(it)));
        verdict.footprint().ifPresent(it -> json.set("footprint", footprint(it)));
        if (verdict.isChanged()) {
            json.set("admitted", tree(verdict.after()));
        }
        return json;
    }

    private static ObjectNode refusal(Refusal refusal) {
        var json = Json.object();
        position(json, refusal.at());
        json.put("stage", refusal.stage().name());
        json.put("rule", refusal.rule());
        json.put("message", refusal.message());
        json.put("field", refusal.field());
        json.put("fix", refusal.fix());
        return json;
    }

    private static ObjectNode change(Change change) {
        var json = Json.object();
        json.put("rule", change.rule().name());
        json.put("path", change.path().toString());
        if (change.before().isSet()) {
            json.set("before", tree(change.before()));
        }
        if (change.after().isSet()) {
            json.set("after", tree(change.after()));
        }
        json.put("reason", change.reason());
        return json;
    }

    private static ObjectNode footprint(Footprint footprint) {
        var json = Json.object();
        json.put("class", footprint.podClass());
        var requests = json.putObject("requests");
        requests.put("milliCpu", footprint.requests().milliCpu());
        requests.put("memoryBytes", footprint.requests().memoryBytes());
        requests.put("ephemeralStorageBytes", footprint.requests().ephemeralBytes());
        footprint.requests().extended().forEach(requests::put);
        switch (footprint.copies()) {
            case Copies.Fixed(var pods) -> json.put("pods", pods);
            case Copies.PerNode() -> json.put("podsPerNode", 1);
            case Copies.PerRun(var pods) -> json.put("podsPerRun", pods);
        }
        json.put("billed", footprint.terms() instanceof Terms.PerNode ? "nodes" : "requests");
        var price = json.putObject("podPrice");
        price.put("usdPerHour", footprint.pod().usdPerHour());
        price.put("usdPerMonth", footprint.pod().usdPerMonth());
        price.put("certainty", footprint.pod().certainty().name());
        footprint.landing().ifPresent(it -> json.set("landing", landing(it)));
        return json;
    }

    private static ObjectNode landing(Landing landing) {
        var json = Json.object();
        var places = json.putArray("places");
        landing.places().forEach(it -> {
            var place = places.addObject();
            place.put("machineType", it.machineType());
            place.put("nodes", it.nodes());
            place.put("why", it.why());
            place.put("nodeUsdPerHour", it.node().usdPerHour());
        });
        var pending = json.putArray("staysPending");
        landing.reasons().forEach(it -> pending.addObject().put("id", it.id()).put("message", it.message()));
        return json;
    }

    /** The same tree as Jackson has it. */
    static JsonNode tree(Value value) {
        return Json.parse(dev.gkelocal.autopilot.core.manifest.Json.write(value))
                .orElseGet(Json::object);
    }

    private static void position(ObjectNode json, Position at) {
        json.put("file", at.source());
        json.put("line", at.line());
    }
}
