package dev.gkelocal.autopilot.core.provisioning.choice;

import java.util.List;

/** What a new group has to be better by: the more groups there are, the more (autopilot sheet 3.3). */
final class GroupPenalty {
    private static final double NEW = 1.5;
    private static final double NEW_WITH_GPU = 1.1;

    /** Between clusters of one zone and of three, whose pools have a group per zone. */
    private static final double GROUPS_PER_POOL = 1.75;

    private final ExpanderRules rules;
    private final double base;

    GroupPenalty(ExpanderRules rules, List<NodeGroup> existing) {
        this.rules = rules;
        var counted = existing.stream()
                .filter(it -> !rules.autopilot() || it.origin() != NodeGroup.Origin.MANUAL)
                .toList();
        var pools = counted.stream().map(NodeGroup::pool).distinct().count();
        var count = Math.max(counted.size(), (long) (GROUPS_PER_POOL * pools));
        base = 1 + 0.0004 * (1 + count * count);
    }

    double forNew(boolean gpu) {
        if (rules.relaxedNewGroups()) {
            return base;
        }
        return base * (gpu ? NEW_WITH_GPU : NEW);
    }
}
