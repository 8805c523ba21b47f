package dev.gkelocal.autopilot.core.classes;

import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/**
 * The compute class that rules a Pod, with all that decides its resource rules (autopilot sheet 1.2, 1.8 to 1.10).
 *
 * @param label the class the Pod selects; empty where it selects none
 * @param supported false where the Pod selects a class that neither Autopilot nor the cluster has; the rules are then general-purpose
 * @param custom the cluster's own class, where one is selected
 * @param arch amd64 or arm64
 * @param gpu the GPU type it selects; empty without one
 * @param gpus the whole number of GPUs its containers ask for together
 * @param tpu whether it asks for TPUs
 * @param spot whether it asks for Spot, by the current or the legacy preemptible label
 */
public record PodClass(
        String label,
        boolean supported,
        Optional<CustomClass> custom,
        ClassRules rules,
        WorkloadShape shape,
        String arch,
        String gpu,
        long gpus,
        boolean tpu,
        boolean spot) {
    public static final String CLASS_LABEL = "cloud.google.com/compute-class";
    public static final String GPU_LABEL = "cloud.google.com/gke-accelerator";
    public static final String TPU_LABEL = "cloud.google.com/gke-tpu-accelerator";
    public static final String SPOT_LABEL = "cloud.google.com/gke-spot";
    public static final String PREEMPTIBLE_LABEL = "cloud.google.com/gke-preemptible";
    public static final String ARCH_LABEL = "kubernetes.io/arch";
    public static final String GPU_RESOURCE = "nvidia.com/gpu";
    public static final String TPU_RESOURCE = "google.com/tpu";

    private static final String MIN_PLATFORM_LABEL = "cloud.google.com/requested-min-cpu-platform";
    private static final String SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";
    private static final ClusterVersion NAMED_GENERAL_PURPOSE = ClusterVersion.of("1.34.1-gke.1829001");

    /**
     * @param daemonSet whether the Pod belongs to a DaemonSet
     * @param classes the cluster's own classes by name
     */
    public static PodClass of(
            Value podMetadata,
            Value podSpec,
            boolean daemonSet,
            ClusterTraits traits,
            Map<String, CustomClass> classes) {
        var asks = NodeAsks.of(podSpec);
        var label = asks.first(CLASS_LABEL);
        var custom = Optional.ofNullable(classes.get(label));
        var supported = custom.isPresent() || isBuiltIn(label, traits);
        var gpus = requested(podSpec, GPU_RESOURCE);
        var tpu = asks.values().containsKey(TPU_LABEL) || requested(podSpec, TPU_RESOURCE) > 0;
        var gpu = asks.first(GPU_LABEL);
        var accelerated = gpus > 0 || tpu || !gpu.isEmpty();
        var arch = arch(asks, label, custom);
        var shape = shape(podMetadata, podSpec, daemonSet, asks);
        var name = custom.isPresent()
                ? nameOfCustom(custom.get(), accelerated)
                : supported && !label.isEmpty()
                        ? label
                        : accelerated ? ClassMatrix.ACCELERATOR : ClassMatrix.GENERAL_PURPOSE;
        var rules = ClassMatrix.shipped()
                .rules(name, arch, withPlatform(asks, traits), shape)
                .orElseThrow(() -> new IllegalStateException("no rules for class " + name + " on " + arch));
        return new PodClass(label, supported, custom, rules, shape, arch, gpu, gpus, tpu, isSpot(asks, label));
    }

    /** Whether GPUs or TPUs are asked for, by resource or selector. */
    public boolean isAccelerated() {
        return gpus > 0 || tpu || !gpu.isEmpty();
    }

    private static boolean isBuiltIn(String label, ClusterTraits traits) {
        if (label.isEmpty()) {
            return true;
        }
        var named = label.equals("autopilot") || label.startsWith("autopilot-");
        return ClassMatrix.shipped().isBuiltIn(label)
                && !label.equals(ClassMatrix.CUSTOM)
                && (!named || traits.version().atLeast(NAMED_GENERAL_PURPOSE));
    }

    private static String nameOfCustom(CustomClass custom, boolean accelerated) {
        if (accelerated) {
            return ClassMatrix.ACCELERATOR;
        }
        return custom.podFamily().isEmpty() ? ClassMatrix.CUSTOM : ClassMatrix.GENERAL_PURPOSE;
    }

    private static String arch(NodeAsks asks, String label, Optional<CustomClass> custom) {
        var asked = asks.of(ARCH_LABEL);
        var byClass = label.equals("autopilot-arm")
                || custom.filter(it -> it.podFamily().endsWith("-arm")).isPresent();
        return asked.isEmpty() && byClass || asked.size() == 1 && asked.contains("arm64") ? "arm64" : "amd64";
    }

    private static WorkloadShape shape(Value podMetadata, Value podSpec, boolean daemonSet, NodeAsks asks) {
        if (daemonSet) {
            return WorkloadShape.DAEMON_SET;
        }
        var extended = podMetadata.get("annotations").get(SAFE_TO_EVICT).text().equals("false");
        return extended || asks.separatesWorkloads(podSpec) ? WorkloadShape.SEPARATED : WorkloadShape.ORDINARY;
    }

    private static ClusterTraits withPlatform(NodeAsks asks, ClusterTraits traits) {
        if (!asks.first(MIN_PLATFORM_LABEL).startsWith("Intel")) {
            return traits;
        }
        var variants = new HashSet<>(traits.variants());
        variants.add("intel-platform");
        return new ClusterTraits(traits.bursting(), traits.version(), variants);
    }

    private static boolean isSpot(NodeAsks asks, String label) {
        return label.equals("autopilot-spot")
                || asks.of(SPOT_LABEL).contains("true")
                || asks.of(PREEMPTIBLE_LABEL).contains("true");
    }

    private static long requested(Value podSpec, String resource) {
        var sum = 0L;
        for (var list : new String[] {"containers", "initContainers"}) {
            for (var container : podSpec.get(list).items()) {
                var resources = container.get("resources");
                var amount = resources.get("limits").get(resource);
                var text = amount.isSet()
                        ? amount.text()
                        : resources.get("requests").get(resource).text();
                sum += text.isEmpty()
                        ? 0
                        : Quantity.parse(text)
                                .map(Quantity::units)
                                .filter(it -> it > 0 && it < 1_000_000)
                                .orElse(0L);
            }
        }
        return sum;
    }
}
