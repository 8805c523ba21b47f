package dev.gkelocal.kind.manifests;

import java.util.Map;
import java.util.TreeMap;

/** The labels by which the platform's objects are found. */
public final class Labels {
    public static final String NAME = "app.kubernetes.io/name";
    public static final String PART_OF = "app.kubernetes.io/part-of";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String OURS = "gke-local";
    /** On the Pod that leads; one of several replicas sets and removes it itself. */
    static final String LEADER = "gke-local.dev/leader";
    /** How Pods settle which of them leads; absent from one that is alone. */
    static final Map<String, String> BY_LEASE = Map.of("gke-local.dev/leads-by", "lease");

    /** Selects everything that was rendered here. */
    public static final Map<String, String> PLATFORM = Map.of(PART_OF, OURS, MANAGED_BY, OURS);

    private Labels() {}

    /** Of an object that belongs to no single workload. */
    static Map<String, String> of(String name, String component) {
        var labels = new TreeMap<String, String>(PLATFORM);
        labels.put(NAME, name);
        labels.put(COMPONENT, component);
        return labels;
    }

    static Map<String, String> of(Component component) {
        return of(component.title(), kind(component));
    }

    static Map<String, String> ofPod(Component component, PlatformSettings settings) {
        var labels = of(component);
        if (settings.elects(component)) {
            labels.putAll(BY_LEASE);
        } else if (component == Component.CLOUDRUN_SIM) {
            labels.put(LEADER, "true");
        }
        return labels;
    }

    /** The Pods that a Service leads to. */
    static Map<String, String> serving(Component component) {
        var labels = selector(component);
        if (component == Component.CLOUDRUN_SIM) {
            labels.put(LEADER, "true");
        }
        return labels;
    }

    /** Pods of a component. */
    static Map<String, String> selector(Component component) {
        return new TreeMap<>(Map.of(NAME, component.title(), PART_OF, OURS));
    }

    private static String kind(Component component) {
        return switch (component) {
            case KAFKA -> "event-log";
            case PLATFORM_API -> "gateway";
            case CLOUDRUN_SIM, AUTOPILOT_SIM -> "simulator";
            case PROMETHEUS, GRAFANA, JAEGER -> "observability";
        };
    }
}
