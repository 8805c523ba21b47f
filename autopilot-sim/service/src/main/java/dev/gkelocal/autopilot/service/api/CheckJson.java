package dev.gkelocal.autopilot.service.api;

import dev.gkelocal.autopilot.core.check.Footprint;
import dev.gkelocal.autopilot.core.check.Landing;
import dev.gkelocal.autopilot.core.check.Refusal;
import dev.gkelocal.autopilot.core.check.Report;
import dev.gkelocal.autopilot.core.check.Verdict;
import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.math.BigDecimal;
import java.util.Locale;

/** What would become of objects, as the API shows it. */
final class CheckJson {
    private CheckJson() {}

    static Value report(Report report) {
        var skipped = new Tree();
        report.skipped().forEach(skipped::put);
        return new Tree()
                .put("refused", report.refused())
                .put("changed", report.changed())
                .put("verdicts", report.verdicts(), CheckJson::verdict)
                .put("unreadable", report.unreadable(), it -> Value.of(it.toString()))
                .put("skipped", skipped.value())
                .value();
    }

    private static Value verdict(Verdict verdict) {
        var tree = new Tree()
                .put("object", verdict.object().toString())
                .put("refused", verdict.isRefused())
                .put("refusals", verdict.refusals(), CheckJson::refusal)
                .put("answers", verdict.answers(), Value::of)
                .put("warnings", verdict.warnings(), Value::of)
                .put(
                        "changes",
                        verdict.changes(),
                        it -> new Tree()
                                .put("path", it.path().toString())
                                .put("rule", it.rule().name())
                                .put("reason", it.reason())
                                .put("before", it.before())
                                .put("after", it.after())
                                .value())
                .put("after", verdict.after());
        verdict.footprint().ifPresent(it -> tree.put("footprint", footprint(it)));
        return tree.value();
    }

    private static Value refusal(Refusal refusal) {
        return new Tree()
                .put("stage", refusal.stage().name().toLowerCase(Locale.ROOT))
                .put("rule", refusal.rule())
                .put("message", refusal.message())
                .put("field", refusal.field())
                .put("fix", refusal.fix())
                .value();
    }

    private static Value footprint(Footprint footprint) {
        var tree = new Tree()
                .put("podClass", footprint.podClass())
                .put("cpuMillis", footprint.requests().milliCpu())
                .put("memoryBytes", footprint.requests().memoryBytes())
                .put("usdPerPodHour", number(footprint.pod().usdPerHour()))
                .put("usdPerMonth", number(footprint.usdPerMonth()));
        footprint
                .landing()
                .ifPresent(it -> tree.put("nodes", it.places(), CheckJson::place)
                        .put("pending", it.reasons(), reason -> Value.of(reason.message())));
        return tree.value();
    }

    private static Value place(Landing.Place place) {
        return new Tree()
                .put("machineType", place.machineType())
                .put("nodes", place.nodes())
                .put("why", place.why())
                .put("usdPerNodeHour", number(place.node().usdPerHour()))
                .value();
    }

    private static Value number(BigDecimal amount) {
        return new Value.Scalar(amount.toPlainString(), Value.Type.FLOAT, Position.NOWHERE);
    }
}
