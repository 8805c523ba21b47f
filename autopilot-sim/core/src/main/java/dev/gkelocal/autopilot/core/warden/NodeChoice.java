package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.classes.NodeAsks;
import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a Pod says about its node: selector, required node affinity and tolerations. */
record NodeChoice(Map<String, String> selector, List<Term> affinity, List<Value> tolerations) {
    /** One expression of the required node affinity. */
    record Term(String key, String operator, List<String> values, Path path) {}

    static NodeChoice of(Value spec, Path at) {
        var terms = new ArrayList<Term>();
        var required = Path.of("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
                .then("nodeSelectorTerms");
        var groups = spec.get(required).items();
        for (var i = 0; i < groups.size(); i++) {
            var expressions = groups.get(i).get("matchExpressions").items();
            for (var j = 0; j < expressions.size(); j++) {
                var expression = expressions.get(j);
                terms.add(new Term(
                        expression.get("key").text(),
                        expression.get("operator").text(),
                        expression.get("values").items().stream()
                                .map(Value::text)
                                .toList(),
                        at.then(required).then(i).then("matchExpressions").then(j)));
            }
        }
        return new NodeChoice(
                spec.get("nodeSelector").texts(), terms, spec.get("tolerations").items());
    }

    /** What a label must be: by the selector, or by an affinity with a single value. */
    Optional<String> value(String key) {
        var selected = selector.get(key);
        if (selected != null) {
            return Optional.of(selected);
        }
        return affinity.stream()
                .filter(it -> it.key().equals(key)
                        && it.operator().equals("In")
                        && it.values().size() == 1)
                .map(it -> it.values().getFirst())
                .findFirst();
    }

    boolean names(String key) {
        return selector.containsKey(key)
                || affinity.stream().anyMatch(it -> it.key().equals(key));
    }

    /** Whether a toleration of a node of one's own goes with the label. */
    boolean isSeparated(String key, Optional<String> value) {
        return !NodeAsks.isSystemLabel(key) && tolerations.stream().anyMatch(it -> tolerates(it, key, value));
    }

    private static boolean tolerates(Value toleration, String key, Optional<String> value) {
        if (!toleration.get("key").text().equals(key)) {
            return false;
        }
        return toleration.get("operator").text().equals("Exists")
                || value.map(it -> it.equals(toleration.get("value").text())).orElse(true);
    }
}
