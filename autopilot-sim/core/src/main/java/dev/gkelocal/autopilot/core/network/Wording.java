package dev.gkelocal.autopilot.core.network;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Requirement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Selectors and labels in the words of kubectl. */
final class Wording {
    private Wording() {}

    static String labels(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .collect(Collectors.joining(","));
    }

    static String pods(LabelSelector selector) {
        return selector.requirements().isEmpty() ? "all Pods" : "Pods with " + selector(selector);
    }

    static String namespaces(LabelSelector selector) {
        return selector.requirements().isEmpty() ? "all namespaces" : "namespaces with " + selector(selector);
    }

    static String nodes(LabelSelector selector) {
        return selector.requirements().isEmpty() ? "all nodes" : "nodes with " + selector(selector);
    }

    private static String selector(LabelSelector selector) {
        return selector.requirements().stream().map(Wording::requirement).collect(Collectors.joining(","));
    }

    private static String requirement(Requirement it) {
        var values = String.join(",", it.values());
        return switch (it.operator()) {
            case IN -> it.values().size() == 1 ? it.key() + "=" + values : it.key() + " in (" + values + ")";
            case NOT_IN -> it.values().size() == 1 ? it.key() + "!=" + values : it.key() + " notin (" + values + ")";
            case EXISTS -> it.key();
            case DOES_NOT_EXIST -> "!" + it.key();
            case GT -> it.key() + ">" + values;
            case LT -> it.key() + "<" + values;
        };
    }
}
