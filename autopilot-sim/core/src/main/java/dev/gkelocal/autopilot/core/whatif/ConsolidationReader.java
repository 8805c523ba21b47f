package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.ConsolidationRules;
import dev.gkelocal.autopilot.core.consolidation.Defragmentation;
import dev.gkelocal.autopilot.core.consolidation.EvictionRules;
import dev.gkelocal.autopilot.core.consolidation.ScaleDownSettings;

/** Reads {@code cluster.consolidation}: when nodes are emptied and taken away, and how long their Pods have for that. */
final class ConsolidationReader {
    private ConsolidationReader() {}

    static ConsolidationRules read(Fields fields) {
        fields.only(
                "threshold",
                "unneededTime",
                "delayAfterAdd",
                "defragmentation",
                "scaleDownGrace",
                "upgradeGrace",
                "spotGrace",
                "spotNotice");
        return new ConsolidationRules(scaleDown(fields), defragmentation(fields), evictions(fields));
    }

    private static ScaleDownSettings scaleDown(Fields fields) {
        var usual = ScaleDownSettings.DEFAULT;
        long percent = fields.number("threshold", Math.round(usual.threshold() * 100), 0, 100);
        return usual.with(
                percent / 100.0,
                fields.duration("unneededTime", usual.unneededTime()),
                fields.duration("delayAfterAdd", usual.delayAfterAdd()));
    }

    /** {@code candidates: 0} switches it off. */
    private static Defragmentation.Settings defragmentation(Fields consolidation) {
        var fields = consolidation
                .mapping("defragmentation")
                .only("candidates", "atOnce", "maxDelay", "placeTimeout", "drainTimeout", "backoff", "smallPart");
        var usual = Defragmentation.Settings.DEFAULT;
        long percent = fields.number("smallPart", Math.round(usual.smallPart() * 100), 0, 100);
        return new Defragmentation.Settings(
                (int) fields.number("candidates", usual.candidates(), 0, 1000),
                (int) fields.number("atOnce", usual.atOnce(), 1, 1000),
                fields.duration("maxDelay", usual.maxDelay()),
                fields.duration("placeTimeout", usual.placeTimeout()),
                fields.duration("drainTimeout", usual.drainTimeout()),
                fields.duration("backoff", usual.backoff()),
                percent / 100.0);
    }

    private static EvictionRules evictions(Fields fields) {
        var usual = EvictionRules.DEFAULT;
        return new EvictionRules(
                fields.duration("scaleDownGrace", usual.scaleDown()),
                fields.duration("upgradeGrace", usual.upgrade()),
                fields.duration("spotGrace", usual.spot()),
                usual.extended(),
                fields.duration("spotNotice", usual.notice()));
    }
}
