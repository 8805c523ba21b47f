package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.classes.Accelerators;
import dev.gkelocal.autopilot.core.classes.ClassMatrix;
import dev.gkelocal.autopilot.core.classes.ClassRules;
import dev.gkelocal.autopilot.core.classes.NodeAsks;
import dev.gkelocal.autopilot.core.classes.WorkloadShape;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.Map;
import java.util.Optional;

/**
 * Constraint autogke-pod-limit-constraints (autopilot sheet 1.6, 2.3): app containers by their sum, init containers by their largest,
 * and the floors that are demanded instead of raised.
 */
final class LimitConstraints {
    private static final String SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";
    private static final Quantity ANTI_AFFINITY_FLOOR = Quantity.milli(500);
    private static final String AUTOPILOT = "Autopilot";

    private LimitConstraints() {}

    static void judge(JudgedPod pod, WardenSettings settings, Findings findings) {
        var rules = pod.podClass().rules();
        ceilings(pod, gpuMaximum(pod), rules, findings);
        if (rules.enforcesRequests() && !rules.name().equals(ClassMatrix.CUSTOM)) {
            floors(pod, settings, findings);
        }
    }

    /** The most that the Pod's GPUs allow, with the name of the ceiling. */
    private record GpuMaximum(String name, Resources resources) {}

    private static Optional<GpuMaximum> gpuMaximum(JudgedPod pod) {
        var wanted = pod.total(JudgedPod.GPU).units();
        if (wanted == 0) {
            return Optional.empty();
        }
        var found = Accelerators.find(pod.podClass().gpu())
                .flatMap(gpu -> gpu.countFor(wanted)
                        .map(count -> new GpuMaximum(
                                gpu.name() + "-" + count, gpu.maximum(count).orElse(unlimited()))));
        return Optional.of(found.orElse(new GpuMaximum(AUTOPILOT, unlimited())));
    }

    private static Resources unlimited() {
        return new Resources(ClassRules.UNLIMITED, ClassRules.UNLIMITED, ClassRules.UNLIMITED, Map.of());
    }

    private static void ceilings(JudgedPod pod, Optional<GpuMaximum> gpu, ClassRules rules, Findings findings) {
        var byGpu = gpu.map(GpuMaximum::resources).orElse(unlimited());
        var most = rules.maximum();
        ceiling(pod, "cpu", AUTOPILOT, quantity(Math.min(most.milliCpu(), byGpu.milliCpu()), true), findings);
        ceiling(pod, "memory", AUTOPILOT, quantity(Math.min(most.memoryBytes(), byGpu.memoryBytes()), false), findings);
        var tighter = byGpu.ephemeralBytes() < most.ephemeralBytes();
        ceiling(
                pod,
                "ephemeral-storage",
                tighter ? gpu.map(GpuMaximum::name).orElse(AUTOPILOT) : AUTOPILOT,
                quantity(Math.min(most.ephemeralBytes(), byGpu.ephemeralBytes()), false),
                findings);
    }

    private static Optional<Quantity> quantity(long amount, boolean milli) {
        if (amount == ClassRules.UNLIMITED) {
            return Optional.empty();
        }
        return Optional.of(milli ? Quantity.milli(amount) : Quantity.bytes(amount));
    }

    private static void ceiling(
            JudgedPod pod, String resource, String whose, Optional<Quantity> ceiling, Findings findings) {
        if (ceiling.isEmpty()) {
            return;
        }
        var most = ceiling.get();
        if (pod.largestInit(resource).compareTo(most) > 0) {
            findings.add("limit-init", pod.field("initContainers"), resource, pod.name(), whose, most.toString());
        }
        if (pod.total(resource).compareTo(most) > 0) {
            findings.add("limit-total", pod.field("containers"), resource, pod.name(), whose, most.toString());
        }
    }

    private static void floors(JudgedPod pod, WardenSettings settings, Findings findings) {
        var antiAffinity =
                pod.spec().get("affinity").get("podAntiAffinity").get("requiredDuringSchedulingIgnoredDuringExecution");
        if (!antiAffinity.items().isEmpty()) {
            floor(pod, "cpu", ANTI_AFFINITY_FLOOR, "pod anti affinity", findings);
        }
        if (pod.podClass().shape() != WorkloadShape.SEPARATED) {
            return;
        }
        if (NodeAsks.of(pod.spec()).separatesWorkloads(pod.spec())) {
            minimum(pod, settings, "workload separation", findings);
        } else if (!settings.era().isBefore(Era.WARDEN)) {
            minimum(pod, settings, "extended duration", findings);
        }
    }

    static boolean isExtended(JudgedPod pod) {
        return pod.metadata().get("annotations").get(SAFE_TO_EVICT).text().equals("false");
    }

    /** Mutation raises to these minima, so that only an object that was not mutated can miss them. */
    private static void minimum(JudgedPod pod, WardenSettings settings, String what, Findings findings) {
        var rules = pod.podClass().rules();
        var ordinary = ClassMatrix.shipped()
                .rules(rules.name(), pod.podClass().arch(), settings.cluster(), WorkloadShape.ORDINARY);
        if (ordinary.isEmpty() || ordinary.get().minimum().equals(rules.minimum())) {
            return;
        }
        floor(pod, "cpu", Quantity.milli(rules.minimum().milliCpu()), what, findings);
        floor(pod, "memory", Quantity.bytes(rules.minimum().memoryBytes()), what, findings);
    }

    private static void floor(JudgedPod pod, String resource, Quantity least, String what, Findings findings) {
        var total = pod.total(resource);
        if (total.compareTo(least) < 0) {
            findings.add(
                    "floor", pod.field("containers"), pod.name(), resource, total.toString(), least.toString(), what);
        }
    }
}
