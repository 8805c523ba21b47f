package dev.gkelocal.autopilot.core.classes;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The node labels that a Pod insists on: its nodeSelector and the In expressions of its required node affinity.
 *
 * @param values by label, in the order of the manifest; several where the Pod leaves a choice
 */
public record NodeAsks(Map<String, List<String>> values) {
    private static final List<String> SYSTEM_DOMAINS =
            List.of("cloud.google.com", "kubernetes.io", "gke.io", "k8s.io", "autoscaling.gke.io", "gke.networks.io");

    public static NodeAsks of(Value podSpec) {
        var asks = new LinkedHashMap<String, List<String>>();
        podSpec.get("nodeSelector").texts().forEach((label, value) -> add(asks, label, value));
        podSpec.get("affinity")
                .get("nodeAffinity")
                .get("requiredDuringSchedulingIgnoredDuringExecution")
                .get("nodeSelectorTerms")
                .items()
                .forEach(term -> term.get("matchExpressions").items().stream()
                        .filter(it -> it.get("operator").text().equals("In"))
                        .forEach(it -> it.get("values")
                                .items()
                                .forEach(value -> add(asks, it.get("key").text(), value.text()))));
        return new NodeAsks(asks);
    }

    private static void add(Map<String, List<String>> asks, String label, String value) {
        var values = asks.computeIfAbsent(label, ignored -> new ArrayList<>(1));
        if (!values.contains(value)) {
            values.add(value);
        }
    }

    public List<String> of(String label) {
        return values.getOrDefault(label, List.of());
    }

    /** The first value asked for; empty where the Pod does not ask. */
    public String first(String label) {
        var asked = of(label);
        return asked.isEmpty() ? "" : asked.getFirst();
    }

    /** Labels that Google Cloud or Kubernetes define never separate workloads (autopilot sheet 1.9). */
    public static boolean isSystemLabel(String label) {
        var slash = label.indexOf('/');
        if (slash < 0) {
            return false;
        }
        var domain = label.substring(0, slash);
        return SYSTEM_DOMAINS.stream().anyMatch(it -> domain.equals(it) || domain.endsWith("." + it));
    }

    /** Whether a toleration matches a single-value ask on a label of the user's own: workload separation (autopilot sheet 1.9). */
    public boolean separatesWorkloads(Value podSpec) {
        return podSpec.get("tolerations").items().stream().anyMatch(toleration -> {
            var key = toleration.get("key").text();
            var asked = of(key);
            return asked.size() == 1
                    && !isSystemLabel(key)
                    && (toleration.get("operator").text().equals("Exists")
                            || toleration.get("value").text().equals(asked.getFirst()));
        });
    }
}
