package dev.gkelocal.autopilot.core.objects;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads label selectors, node affinity and Pod affinity. */
public final class SelectorReader {
    private SelectorReader() {}

    public static LabelSelector labelSelector(Value selector) {
        return selector.isSet()
                ? LabelSelector.of(selector.get("matchLabels").texts(), requirements(selector.get("matchExpressions")))
                : LabelSelector.NOTHING;
    }

    static NodeAffinity nodeAffinity(Value affinity) {
        var required = new ArrayList<NodeAffinity.Term>();
        for (var term : affinity.get("requiredDuringSchedulingIgnoredDuringExecution")
                .get("nodeSelectorTerms")
                .items()) {
            required.add(nodeTerm(term));
        }
        var preferred = new ArrayList<NodeAffinity.Preferred>();
        for (var each :
                affinity.get("preferredDuringSchedulingIgnoredDuringExecution").items()) {
            preferred.add(new NodeAffinity.Preferred(weight(each), nodeTerm(each.get("preference"))));
        }
        return new NodeAffinity(required, preferred);
    }

    static PodAffinity podAffinity(Value affinity) {
        var required = new ArrayList<PodAffinity.Term>();
        for (var term :
                affinity.get("requiredDuringSchedulingIgnoredDuringExecution").items()) {
            required.add(podTerm(term));
        }
        var preferred = new ArrayList<PodAffinity.Preferred>();
        for (var each :
                affinity.get("preferredDuringSchedulingIgnoredDuringExecution").items()) {
            preferred.add(new PodAffinity.Preferred(weight(each), podTerm(each.get("podAffinityTerm"))));
        }
        return new PodAffinity(required, preferred);
    }

    static List<String> texts(Value list) {
        return list.items().stream().map(Value::text).toList();
    }

    private static PodAffinity.Term podTerm(Value term) {
        return new PodAffinity.Term(
                term.get("topologyKey").text(),
                labelSelector(term.get("labelSelector")),
                Set.copyOf(texts(term.get("namespaces"))),
                labelSelector(term.get("namespaceSelector")),
                texts(term.get("matchLabelKeys")),
                texts(term.get("mismatchLabelKeys")));
    }

    private static NodeAffinity.Term nodeTerm(Value term) {
        return new NodeAffinity.Term(requirements(term.get("matchExpressions")), requirements(term.get("matchFields")));
    }

    private static List<Requirement> requirements(Value expressions) {
        return expressions.items().stream().map(SelectorReader::requirement).toList();
    }

    /** An operator that does not exist matches nothing. */
    private static Requirement requirement(Value expression) {
        var key = expression.get("key").text();
        var values = texts(expression.get("values"));
        return switch (expression.get("operator").text()) {
            case "In" -> new Requirement(key, Requirement.Operator.IN, values);
            case "NotIn" -> new Requirement(key, Requirement.Operator.NOT_IN, values);
            case "Exists" -> new Requirement(key, Requirement.Operator.EXISTS, List.of());
            case "DoesNotExist" -> new Requirement(key, Requirement.Operator.DOES_NOT_EXIST, List.of());
            case "Gt" -> new Requirement(key, Requirement.Operator.GT, values);
            case "Lt" -> new Requirement(key, Requirement.Operator.LT, values);
            default -> new Requirement(key, Requirement.Operator.IN, List.of());
        };
    }

    private static int weight(Value preferred) {
        return (int) Math.clamp(preferred.get("weight").integer().orElse(0), 0, 100);
    }
}
