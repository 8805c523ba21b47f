package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.consolidation.Defragmentation;
import dev.gkelocal.autopilot.core.consolidation.EvictionRules;
import dev.gkelocal.autopilot.core.consolidation.ScaleDownSettings;

/**
 * When nodes are emptied and taken away, and how long their Pods have for that.
 *
 * @param defragmentation with no candidates it is switched off
 */
public record ConsolidationRules(
        ScaleDownSettings scaleDown, Defragmentation.Settings defragmentation, EvictionRules evictions) {
    public static final ConsolidationRules DEFAULT =
            new ConsolidationRules(ScaleDownSettings.DEFAULT, Defragmentation.Settings.DEFAULT, EvictionRules.DEFAULT);
}
