package dev.gkelocal.kind.cluster;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A kind of cluster (requirements sheet, section 3.1). */
public enum Template {
    MINIMAL(0, "one node, for machines with little memory"),
    AI(2, "workers marked for models: one for accelerators, one for much CPU; port 8080 too"),
    STAGING(5, "five workers in three zones"),
    AUTOPILOT(2, "two workers that reserve resources as GKE's do, and the admission plugins spelt out");

    private static final int ZONES = 3;

    private final int workers;
    private final String summary;

    Template(int workers, String summary) {
        this.workers = workers;
        this.summary = summary;
    }

    /** The word for it in settings and flags. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Template> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    public int workers() {
        return workers;
    }

    public String summary() {
        return summary;
    }

    /** Labels of the worker with that number, counted from 0. */
    Map<String, String> workerLabels(int index) {
        var labels = new LinkedHashMap<String, String>();
        switch (this) {
            case MINIMAL, AUTOPILOT -> {}
            case AI -> {
                labels.put("ai-worker", "true");
                labels.put(index % 2 == 0 ? "gpu-support" : "cpu-intensive", "true");
            }
            case STAGING -> {
                labels.put("topology.kubernetes.io/zone", "zone-" + (index % ZONES + 1));
                labels.put("worker-id", Integer.toString(index + 1));
            }
        }
        return labels;
    }

    /** Ports of the control plane beside those of the ingress, where the settings name none. */
    List<PortMapping> extraPorts() {
        return this == AI ? List.of(new PortMapping(8080, 8080)) : List.of();
    }

    /** Fields of kubeadm's ClusterConfiguration for the API server: flags by name. */
    Map<String, String> apiServerFlags() {
        return this == AUTOPILOT
                ? Map.of("enable-admission-plugins", "NodeRestriction,ResourceQuota,PodSecurity")
                : Map.of();
    }

    /** Fields of each node's KubeletConfiguration. */
    Map<String, Object> kubelet() {
        var fields = new LinkedHashMap<String, Object>();
        if (this == AUTOPILOT) {
            for (var reserve : List.of("kubeReserved", "systemReserved")) {
                var amounts = new LinkedHashMap<String, String>();
                amounts.put("cpu", "100m");
                amounts.put("memory", "128Mi");
                fields.put(reserve, amounts);
            }
        }
        return fields;
    }
}
