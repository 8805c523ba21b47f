package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Pod;

/**
 * A PodDisruptionBudget as it stands. An empty selector covers all Pods of its namespace (policy/v1).
 *
 * @param allowed Pods that may still be disrupted
 */
public record EvictionBudget(String namespace, String name, LabelSelector selector, int allowed) {
    private static final int PERCENT = 100;

    public boolean covers(Pod pod) {
        return namespace.equals(pod.namespace()) && selector.matches(pod.labels());
    }

    EvictionBudget less(int disrupted) {
        return new EvictionBudget(namespace, name, selector, allowed - disrupted);
    }

    /**
     * Disruptions that a budget allows: healthy Pods beyond those that must stay. Percentages are of the expected count and
     * rounded up.
     *
     * @param spec of the PodDisruptionBudget, with minAvailable or maxUnavailable
     * @param expected Pods that the controllers want
     * @param healthy Pods that are ready
     */
    public static int allowed(Value spec, int expected, int healthy) {
        var least = spec.get("minAvailable");
        var most = spec.get("maxUnavailable");
        var needed = most.isSet()
                ? Math.max(0, expected - amount(most, expected))
                : least.isSet() ? amount(least, expected) : Math.max(0, expected - 1);
        return Math.max(0, healthy - needed);
    }

    private static int amount(Value value, int expected) {
        var text = value.text();
        try {
            return text.endsWith("%")
                    ? Math.ceilDiv(Integer.parseInt(text.substring(0, text.length() - 1)) * expected, PERCENT)
                    : Integer.parseInt(text);
        } catch (NumberFormatException noAmount) {
            return 0;
        }
    }
}
