package dev.gkelocal.autopilot.core.provisioning.requirements;

import dev.gkelocal.autopilot.core.objects.NodeAffinity;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Requirement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The node labels that a Pod demands: its node selector and the In and Exists expressions of its required node affinity. Like the
 * autoscaler, it takes one place into account where a key is demanded in several: later terms win over earlier ones, and values
 * over a mere Exists.
 */
public record LabelRequirements(SortedMap<String, LabelValues> byKey) {
    public static final LabelRequirements NONE = new LabelRequirements(new TreeMap<>());

    public LabelRequirements {
        byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
    }

    public static LabelRequirements of(Pod pod) {
        var all = new TreeMap<String, LabelValues>();
        pod.nodeSelector().forEach((key, value) -> all.put(key, LabelValues.of(resolved(key, value, pod))));
        ofAffinity(pod.nodeAffinity()).forEach((key, values) -> {
            if (!values.any() || !pod.nodeSelector().containsKey(key)) {
                all.put(key, values);
            }
        });
        return new LabelRequirements(all);
    }

    /** The value of a resource label stands in an annotation that its key names. */
    private static String resolved(String key, String value, Pod pod) {
        return value.isEmpty() && key.startsWith(GkeLabels.RESOURCE_LABEL_PREFIX)
                ? pod.annotations().getOrDefault(key.substring(GkeLabels.RESOURCE_LABEL_PREFIX.length()), value)
                : value;
    }

    static SortedMap<String, LabelValues> ofAffinity(NodeAffinity affinity) {
        var all = new TreeMap<String, LabelValues>();
        for (var term : affinity.required()) {
            for (var expression : term.labels()) {
                if (expression.operator() == Requirement.Operator.IN) {
                    all.put(expression.key(), LabelValues.of(expression.values()));
                } else if (expression.operator() == Requirement.Operator.EXISTS) {
                    all.putIfAbsent(expression.key(), LabelValues.ANY);
                }
            }
        }
        return all;
    }

    public Optional<LabelValues> values(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The value of a key for which exactly one would do. */
    public Optional<String> single(String key) {
        return values(key).flatMap(LabelValues::single);
    }

    /** Keys that a pattern is found in, with their only value; keys with several are left out. */
    public Map<String, String> singlesOf(List<Pattern> patterns) {
        var found = new TreeMap<String, String>();
        byKey.forEach((key, values) -> {
            if (patterns.stream().anyMatch(it -> it.matcher(key).find())) {
                values.single().ifPresent(it -> found.put(key, it));
            }
        });
        return found;
    }

    /** Keys that begin with the text, in order. */
    public List<String> keysWithPrefix(String prefix) {
        return byKey.keySet().stream().filter(it -> it.startsWith(prefix)).toList();
    }
}
