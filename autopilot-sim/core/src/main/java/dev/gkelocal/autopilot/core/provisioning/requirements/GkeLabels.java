package dev.gkelocal.autopilot.core.provisioning.requirements;

import java.util.List;

/** Keys of labels, taints and resources with a meaning to GKE (autopilot sheet 1.9; cluster-autoscaler, pkg/cloudprovider/gke/labels). */
public final class GkeLabels {
    public static final String COMPUTE_CLASS = "cloud.google.com/compute-class";
    public static final String MACHINE_FAMILY = "cloud.google.com/machine-family";
    public static final String ARCHITECTURE = "kubernetes.io/arch";
    public static final String SPOT = "cloud.google.com/gke-spot";
    public static final String PROVISIONING = "cloud.google.com/gke-provisioning";
    public static final String MANAGED_NODE = "cloud.google.com/autopilot-managed-node";
    public static final String REQUESTED_MIN_CPU_PLATFORM = "cloud.google.com/requested-min-cpu-platform";
    public static final String SUPPORTED_CPU_PLATFORM_PREFIX = "supported-cpu-platform.cloud.google.com/";
    public static final String GPU = "cloud.google.com/gke-accelerator";
    public static final String GPU_COUNT = "cloud.google.com/gke-accelerator-count";
    public static final String GPU_PARTITION = "cloud.google.com/gke-gpu-partition-size";
    public static final String GPU_SHARING = "cloud.google.com/gke-gpu-sharing-strategy";
    public static final String GPU_CLIENTS = "cloud.google.com/gke-max-shared-clients-per-gpu";
    public static final String GPU_DRIVER = "cloud.google.com/gke-gpu-driver-version";
    public static final String GPU_RESOURCE = "nvidia.com/gpu";
    public static final String TPU = "cloud.google.com/gke-tpu-accelerator";
    public static final String TPU_TOPOLOGY = "cloud.google.com/gke-tpu-topology";
    public static final String TPU_RESOURCE = "google.com/tpu";
    public static final String BOOT_DISK = "cloud.google.com/gke-boot-disk";
    public static final String BOOT_DISK_KEY = "cloud.google.com/gke-boot-disk-encryption-key";
    public static final String EXTENDED_DURATION = "cloud.google.com/extended-duration-pods";
    public static final String POD_ISOLATION = "cloud.google.com/pod-isolation";
    public static final String POD_SLOTS = "cloud.google.com/pod-slots";
    public static final String MAX_PODS = "cloud.google.com/gke-max-pods-per-node";
    public static final String NODE_POOL = "cloud.google.com/gke-nodepool";

    static final String RESOURCE_LABEL_PREFIX = "cloud.google.com/resourcelabel_";
    static final String NETWORK_RESOURCE_PREFIX = "networking.gke.io.networks/";
    static final String INTERFACES = "networking.gke.io/interfaces";

    private static final List<String> SYSTEM_DOMAINS =
            List.of("cloud.google.com/", "kubernetes.io/", "gke.io/", "k8s.io/", "gke.networks.io/");

    private GkeLabels() {}

    /** Belongs to a domain of the system, or to one below it: such keys do not set workloads apart. */
    public static boolean isSystem(String key) {
        return SYSTEM_DOMAINS.stream().anyMatch(it -> contains(key, it));
    }

    /** The domain stands in the key and no letter, digit or underscore is before it. */
    private static boolean contains(String key, String domain) {
        for (int at = key.indexOf(domain); at >= 0; at = key.indexOf(domain, at + 1)) {
            if (at == 0 || !isWord(key.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
