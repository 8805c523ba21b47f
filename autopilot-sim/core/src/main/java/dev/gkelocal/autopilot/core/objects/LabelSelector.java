package dev.gkelocal.autopilot.core.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which labels are meant: all requirements must match. An empty selector matches everything, an absent one nothing. */
public record LabelSelector(List<Requirement> requirements, boolean present) {
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of(), true);
    public static final LabelSelector NOTHING = new LabelSelector(List.of(), false);

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    public static LabelSelector of(Map<String, String> matchLabels, List<Requirement> matchExpressions) {
        var all = new ArrayList<Requirement>();
        matchLabels.forEach((key, value) -> all.add(new Requirement(key, Requirement.Operator.IN, List.of(value))));
        all.addAll(matchExpressions);
        return new LabelSelector(all, true);
    }

    public static LabelSelector of(Map<String, String> matchLabels) {
        return of(matchLabels, List.of());
    }

    public boolean matches(Map<String, String> labels) {
        return present && requirements.stream().allMatch(it -> it.matches(labels));
    }
}
