package dev.gkelocal.autopilot.core.objects;

import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * What a Pod holds of a node at most at any time: app containers and sidecars run together, an init container runs beside the
 * sidecars before it; pod-level amounts replace the sum of the containers; overhead comes on top. Source: Kubernetes, "Init
 * Containers", "Sidecar Containers", "Pod-level resources", "Pod Overhead".
 */
final class EffectiveRequests {
    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";
    private static final String EPHEMERAL = "ephemeral-storage";

    private EffectiveRequests() {}

    static Resources of(Value spec) {
        var running = new TreeMap<String, Long>();
        spec.get("containers").items().forEach(it -> merge(running, requests(it), EffectiveRequests::sum));
        var sidecars = new TreeMap<String, Long>();
        var starting = new TreeMap<String, Long>();
        for (var container : spec.get("initContainers").items()) {
            var alone = new TreeMap<>(sidecars);
            merge(alone, requests(container), EffectiveRequests::sum);
            merge(starting, alone, Math::max);
            if (isSidecar(container)) {
                merge(sidecars, requests(container), EffectiveRequests::sum);
            }
        }
        merge(running, sidecars, EffectiveRequests::sum);
        merge(running, starting, Math::max);
        replace(running, spec.get("resources"));
        merge(running, amounts(spec.get("overhead")), EffectiveRequests::sum);
        return resources(running);
    }

    static boolean isSidecar(Value initContainer) {
        return initContainer.get("restartPolicy").text().equals("Always");
    }

    /** Amounts as a list of resources gives them; what is no quantity, or below zero, counts as 0. */
    static Resources listed(Value list) {
        return resources(amounts(list));
    }

    static long units(String text) {
        return quantity(text).units();
    }

    /** A limit stands in for an absent request, as the API server defaults it. */
    private static Map<String, Long> requests(Value container) {
        var requests = amounts(container.get("resources").get("limits"));
        requests.putAll(amounts(container.get("resources").get("requests")));
        return requests;
    }

    /** A pod-level limit alone counts only where no container asks for that resource. */
    private static void replace(Map<String, Long> running, Value podLevel) {
        amounts(podLevel.get("limits")).forEach(running::putIfAbsent);
        running.putAll(amounts(podLevel.get("requests")));
    }

    private static Map<String, Long> amounts(Value list) {
        var amounts = new LinkedHashMap<String, Long>();
        list.entries().forEach((name, value) -> {
            var quantity = quantity(value.text());
            amounts.put(name, name.equals(CPU) ? quantity.milli() : quantity.units());
        });
        return amounts;
    }

    private static Quantity quantity(String text) {
        return Quantity.parse(text).orElse(Quantity.ZERO).max(Quantity.ZERO);
    }

    private static void merge(Map<String, Long> into, Map<String, Long> from, LongBinaryOperator how) {
        from.forEach((name, amount) -> into.merge(name, amount, how::applyAsLong));
    }

    private static long sum(long a, long b) {
        return Resources.saturatedSum(a, b);
    }

    private static Resources resources(Map<String, Long> amounts) {
        var extended = new TreeMap<>(amounts);
        extended.keySet().removeAll(List.of(CPU, MEMORY, EPHEMERAL, "pods"));
        return new Resources(
                amounts.getOrDefault(CPU, 0L),
                amounts.getOrDefault(MEMORY, 0L),
                amounts.getOrDefault(EPHEMERAL, 0L),
                extended);
    }
}
