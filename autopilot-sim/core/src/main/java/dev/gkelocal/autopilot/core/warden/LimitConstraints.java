package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.classes.Accelerators;
import dev.gkelocal.autopilot.core.classes.ClassMatrix;
import dev.gkelocal.autopilot.core.classes.ClassRules;
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
        var gpu = gpuMaximum(pod);
        var rules = rules(pod, settings, gpu.isPresent(), shape(pod));
        rules.ifPresent(it -> ceilings(pod, gpu, it, findings));
        if (rules.isEmpty() || rules.get().enforcesRequests() && !isCustom(pod, settings)) {
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
        var found = pod.choice()
                .value(NodeChoice.ACCELERATOR)
                .flatMap(Accelerators::find)
                .flatMap(gpu -> gpu.countFor(wanted)
                        .map(count -> new GpuMaximum(
                                gpu.name() + "-" + count, gpu.maximum(count).orElse(unlimited()))));
        return Optional.of(found.orElse(new GpuMaximum(AUTOPILOT, unlimited())));
    }

    private static Resources unlimited() {
        return new Resources(ClassRules.UNLIMITED, ClassRules.UNLIMITED, ClassRules.UNLIMITED, Map.of());
    }

    private static WorkloadShape shape(JudgedPod pod) {
        return pod.workload().isDaemonSet() ? WorkloadShape.DAEMON_SET : WorkloadShape.ORDINARY;
    }

    private static boolean isCustom(JudgedPod pod, WardenSettings settings) {
        return pod.choice()
                .value(NodeChoice.COMPUTE_CLASS)
                .filter(it -> SelectorConstraint.isCustom(it, settings))
                .isPresent();
    }

    /** Empty for a class that does not exist. */
    private static Optional<ClassRules> rules(
            JudgedPod pod, WardenSettings settings, boolean gpu, WorkloadShape shape) {
        var selected = pod.choice().value(NodeChoice.COMPUTE_CLASS).orElse(ClassMatrix.GENERAL_PURPOSE);
        var custom = SelectorConstraint.isCustom(selected, settings);
        var name = custom ? ClassMatrix.CUSTOM : gpu ? ClassMatrix.ACCELERATOR : selected;
        var arch = pod.choice().value("kubernetes.io/arch").orElse("amd64");
        return ClassMatrix.shipped().rules(name, arch, settings.cluster(), shape);
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
        var cpu = pod.total("cpu");
        if (!antiAffinity.items().isEmpty() && cpu.compareTo(ANTI_AFFINITY_FLOOR) < 0) {
            findings.add(
                    "floor-cpu",
                    pod.field("containers"),
                    pod.name(),
                    "cpu",
                    cpu.toString(),
                    ANTI_AFFINITY_FLOOR.toString(),
                    "pod anti affinity");
        }
        if (pod.choice().hasSeparation()) {
            minimum(pod, settings, "workload separation", findings);
        } else if (isExtended(pod) && !settings.era().isBefore(Era.WARDEN)) {
            minimum(pod, settings, "extended duration", findings);
        }
    }

    static boolean isExtended(JudgedPod pod) {
        return pod.metadata().get("annotations").get(SAFE_TO_EVICT).text().equals("false");
    }

    /** Mutation raises to these minima, so that only an object that was not mutated can miss them. */
    private static void minimum(JudgedPod pod, WardenSettings settings, String what, Findings findings) {
        if (shape(pod) == WorkloadShape.DAEMON_SET) {
            return;
        }
        var separated = rules(pod, settings, false, WorkloadShape.SEPARATED);
        var ordinary = rules(pod, settings, false, WorkloadShape.ORDINARY);
        if (separated.isEmpty() || separated.equals(ordinary)) {
            return;
        }
        var least = separated.get().minimum();
        var cpu = Quantity.milli(least.milliCpu());
        if (pod.total("cpu").compareTo(cpu) < 0) {
            findings.add(
                    "floor-cpu",
                    pod.field("containers"),
                    pod.name(),
                    "cpu",
                    pod.total("cpu").toString(),
                    cpu.toString(),
                    what);
        }
        var memory = Quantity.bytes(least.memoryBytes());
        if (pod.total("memory").compareTo(memory) < 0) {
            findings.add(
                    "floor-cpu",
                    pod.field("containers"),
                    pod.name(),
                    "memory",
                    pod.total("memory").toString(),
                    memory.toString(),
                    what);
        }
    }
}
