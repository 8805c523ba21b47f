package dev.gkelocal.autopilot.core.provisioning.nodes;

import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.provisioning.capacity.NodeImage;
import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.shapes.CpuPlatform;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineFamily;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Labels and taints of a node (autopilot sheet 1.5, 1.8, 1.9, 3.2). The host name is missing: it differs from node to node, and who
 * makes one adds it.
 */
final class NodeMarks {
    private static final String PREFIX = "cloud.google.com/";
    private static final String TRUE = "true";
    private static final String NO_SCHEDULE = "NoSchedule";
    private static final String USUAL_DISK = "pd-balanced";
    private static final String PRESENT = "present";

    private final NodeOrder order;
    private final MachineFamily family;
    private final String pool;
    private final NodeRules rules;
    private final SortedMap<String, String> labels = new TreeMap<>();

    NodeMarks(NodeOrder order, MachineFamily family, String pool, NodeRules rules) {
        this.order = order;
        this.family = family;
        this.pool = pool;
        this.rules = rules;
    }

    SortedMap<String, String> labels() {
        image();
        machine();
        place();
        workload();
        accelerators();
        labels.putAll(order.separation().labels());
        return labels;
    }

    private void image() {
        put("addon.gke.io/node-local-dns-ds-ready", TRUE);
        put("iam.gke.io/gke-metadata-server-enabled", TRUE);
        for (var domain : List.of("kubernetes.io/", "beta.kubernetes.io/")) {
            put(domain + "arch", family.architecture());
            put(domain + "os", "linux");
        }
        put(PREFIX + "gke-container-runtime", "containerd");
        put(PREFIX + "gke-logging-variant", "DEFAULT");
        put(PREFIX + "gke-netd-ready", TRUE);
        put(PREFIX + "gke-os-distribution", NodeImage.COS);
        put(PREFIX + "gke-stack-type", "IPV4");
        put(GkeLabels.MAX_PODS, Integer.toString(order.maxPods()));
    }

    private void machine() {
        var type = order.machine();
        put("node.kubernetes.io/instance-type", type.name());
        put("beta.kubernetes.io/instance-type", type.name());
        put(GkeLabels.MACHINE_FAMILY, family.name());
        put(PREFIX + "gke-cpu-scaling-level", Integer.toString(SharedCores.vcpus(type)));
        put(GkeLabels.BOOT_DISK, bootDisk());
        if (order.disk().localSsds() > 0) {
            put(PREFIX + "gke-ephemeral-storage-local-ssd", TRUE);
        }
        if (rules.confidential()) {
            put(PREFIX + "gke-confidential-nodes", TRUE);
        }
        platforms();
    }

    private String bootDisk() {
        if (!order.disk().type().isEmpty()) {
            return order.disk().type();
        }
        return family.bootDisksOf(order.machine()).contains(USUAL_DISK) ? USUAL_DISK : family.defaultBootDisk();
    }

    /** A node says which platforms it satisfies: those up to the oldest one that it can run on. */
    private void platforms() {
        var range = family.platformsOf(order.machine());
        var asked = order.minCpuPlatform();
        var oldest = asked.isAny() ? range.lowest() : asked;
        rules.catalogue().platforms().stream()
                .filter(it -> range.allows(it) && oldest.isAtLeast(it))
                .forEach(it -> put(GkeLabels.SUPPORTED_CPU_PLATFORM_PREFIX + underscored(it), TRUE));
        if (!asked.isAny()) {
            put(GkeLabels.REQUESTED_MIN_CPU_PLATFORM, underscored(asked));
        }
    }

    private static String underscored(CpuPlatform platform) {
        return platform.name().replace(' ', '_');
    }

    private void place() {
        int end = order.zone().lastIndexOf('-');
        var region = end < 0 ? order.zone() : order.zone().substring(0, end);
        for (var domain : List.of("topology.kubernetes.io/", "failure-domain.beta.kubernetes.io/")) {
            put(domain + "region", region);
            put(domain + "zone", order.zone());
        }
        put("topology.gke.io/zone", order.zone());
        put(GkeLabels.NODE_POOL, pool);
    }

    private void workload() {
        put(GkeLabels.PROVISIONING, order.spot() ? "spot" : "standard");
        if (order.spot()) {
            put(GkeLabels.SPOT, TRUE);
        }
        putUnlessEmpty(GkeLabels.COMPUTE_CLASS, order.computeClass());
        putUnlessEmpty(GkeLabels.EXTENDED_DURATION, order.exclusive().extendedDuration());
        putUnlessEmpty(GkeLabels.POD_ISOLATION, order.exclusive().podIsolation());
    }

    private void accelerators() {
        var has = order.accelerators();
        if (!has.gpuType().isEmpty()) {
            put(GkeLabels.GPU, has.gpuType());
            put(GkeLabels.GPU_COUNT, Integer.toString(has.gpus()));
            putUnlessEmpty(GkeLabels.GPU_DRIVER, has.driver());
            putUnlessEmpty(GkeLabels.GPU_PARTITION, has.sharing().partition());
            putUnlessEmpty(GkeLabels.GPU_SHARING, has.strategy());
            if (has.sharing().sharedClients() > 1) {
                put(GkeLabels.GPU_CLIENTS, Integer.toString(has.sharing().sharedClients()));
            }
        }
        if (!has.tpuType().isEmpty()) {
            put(GkeLabels.TPU, has.tpuType());
            putUnlessEmpty(GkeLabels.TPU_TOPOLOGY, has.topology());
            put(GkeLabels.GPU_COUNT, Integer.toString(has.chips()));
        }
    }

    List<Taint> taints() {
        var taints = new LinkedHashSet<>(order.separation().taints());
        if (order.spot()) {
            taints.add(new Taint(GkeLabels.SPOT, TRUE, NO_SCHEDULE));
        }
        if (!order.computeClass().isEmpty()) {
            taints.add(new Taint(GkeLabels.COMPUTE_CLASS, order.computeClass(), NO_SCHEDULE));
        }
        if (!order.accelerators().gpuType().isEmpty()) {
            taints.add(new Taint(GkeLabels.GPU_RESOURCE, PRESENT, NO_SCHEDULE));
        }
        if (!order.accelerators().tpuType().isEmpty()) {
            taints.add(new Taint(GkeLabels.TPU_RESOURCE, PRESENT, NO_SCHEDULE));
        }
        if (rules.armTaint() && family.architecture().equals(NodeImage.ARM64)) {
            taints.add(new Taint(GkeLabels.ARCHITECTURE, NodeImage.ARM64, NO_SCHEDULE));
        }
        return List.copyOf(taints);
    }

    private void putUnlessEmpty(String key, String value) {
        if (!value.isEmpty()) {
            put(key, value);
        }
    }

    private void put(String key, String value) {
        labels.put(key, value);
    }
}
