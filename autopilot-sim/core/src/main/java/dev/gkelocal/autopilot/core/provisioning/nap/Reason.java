package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.provisioning.selection.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Why Pods get no node, as the autoscaler's visibility log tells it (autopilot sheet 3.5).
 *
 * @param id such as {@code no.scale.up.nap.pod.zonal.failing.predicates}
 * @param parameters in the log's order
 * @param message for people
 */
public record Reason(String id, List<String> parameters, String message) {
    private static final String NAP = "no.scale.up.nap.";
    private static final String POD = NAP + "pod.";

    /** What the log calls the selector's refusals. */
    private static final Map<Refusal.Kind, String> SELECTION = Map.ofEntries(
            Map.entry(Refusal.Kind.MACHINE_FAMILY_UNKNOWN, "machine.family.unknown"),
            Map.entry(Refusal.Kind.MACHINE_FAMILY_NOT_SUPPORTED, "machine.family.not.supported"),
            Map.entry(Refusal.Kind.COMPUTE_CLASS_NON_AUTOPILOT, "compute.class.non.autopilot"),
            Map.entry(Refusal.Kind.COMPUTE_CLASS_WITH_MACHINE_FAMILY, "compute.class.with.machine.family"),
            Map.entry(
                    Refusal.Kind.COMPUTE_CLASS_WITH_INVALID_MACHINE_FAMILY,
                    "compute.class.with.invalid.machine.family"),
            Map.entry(Refusal.Kind.COMPUTE_CLASS_WITHOUT_MACHINE_FAMILY, "compute.class.without.machine.family"),
            Map.entry(Refusal.Kind.COMPUTE_CLASS_WITHOUT_ACCELERATOR, "compute.class.without.accelerator"),
            Map.entry(Refusal.Kind.CONFIDENTIAL_NODES_INCOMPATIBLE, "confidential.nodes.incompatible"),
            Map.entry(Refusal.Kind.GPU_INCOMPATIBLE, "gpu.incompatible"),
            Map.entry(Refusal.Kind.GPU_MIN_CPU_PLATFORM_INCOMPATIBLE, "gpu.min.cpu.platform.incompatible"),
            Map.entry(Refusal.Kind.TPU_INCOMPATIBLE, "tpu.incompatible"),
            Map.entry(Refusal.Kind.ARCHITECTURE_INCOMPATIBLE, "arch.invalid"),
            Map.entry(Refusal.Kind.ARCHITECTURE_UNKNOWN, "arch.unknown"),
            Map.entry(Refusal.Kind.MIN_CPU_PLATFORM_INVALID, "min.cpu.platform.invalid"),
            Map.entry(Refusal.Kind.MIN_CPU_PLATFORM_UNKNOWN, "min.cpu.platform.unknown"),
            Map.entry(Refusal.Kind.MULTIPLE_MIN_CPU_PLATFORMS, "multiple.min.cpu.platforms"));

    public Reason {
        parameters = List.copyOf(parameters);
    }

    static Reason of(Refusal refusal) {
        var id = SELECTION.getOrDefault(refusal.kind(), "machine.config.invalid");
        return new Reason(POD + id, List.of(), refusal.message());
    }

    static Reason separation(String label, String message) {
        return new Reason(POD + "workload.separation.invalid", List.of(label), message);
    }

    static Reason classNotFound(String name) {
        return new Reason(
                NAP + "ccc.not.found",
                List.of(name),
                "the specified 'cloud.google.com/compute-class:" + name + "' is not supported");
    }

    static Reason autoCreationDisabled(String name) {
        return new Reason(
                NAP + "ccc.autoprovisioning.disabled",
                List.of(name),
                "ComputeClass " + name + " does not let node pools be made and no existing one can take the Pod");
    }

    static Reason gpuType(String type) {
        return type.isEmpty()
                ? new Reason(POD + "gpu.no.limit.defined", List.of(type), "GPUs are requested without naming a type")
                : new Reason(POD + "gpu.type.not.supported", List.of(type), "GPU type \"" + type + "\" not supported");
    }

    static Reason gpuRequest(String type, long units, long milliCpu) {
        var why = "invalid combination of number of CPUs: " + Math.ceilDiv(milliCpu, 1000L)
                + " and number of allocatable GPUs: " + units + " of gpuType: " + type;
        return new Reason(POD + "gpu.request.invalid", List.of(why), "GPU request is invalid: " + why);
    }

    static Reason poolLimit(int pools) {
        return new Reason(
                NAP + "node.groups.limit.reached",
                List.of(),
                "there are " + pools + " node pools, no more can be made");
    }

    static Reason noZones() {
        return new Reason(
                NAP + "no.locations.available", List.of(), "no zone of the cluster is among those the Pod can use");
    }

    static Reason zonalResources(String zone) {
        return new Reason(
                POD + "zonal.resources.exceeded",
                List.of(zone),
                "no machine that can be had in " + zone + " is large enough");
    }

    static Reason zonalPredicates(String zone, List<String> why) {
        var parameters = new ArrayList<String>();
        parameters.add(zone);
        parameters.addAll(why);
        return new Reason(
                POD + "zonal.failing.predicates",
                parameters,
                "the Pod would not fit a new node in " + zone + ": " + String.join(", ", why));
    }

    static Reason existing(String group, String filter, List<String> why) {
        var parameters = new ArrayList<String>();
        parameters.add(filter);
        parameters.addAll(why);
        return new Reason(
                "no.scale.up.mig.failing.predicate",
                parameters,
                "the Pod would not fit a node of " + group + ": " + String.join(", ", why));
    }

    static Reason full(String group) {
        return new Reason(
                "no.scale.up.mig.skipped", List.of("max node group size reached"), group + " has its largest size");
    }

    static Reason backoff() {
        return new Reason(
                "no.scale.up.in.backoff",
                List.of(),
                "the groups that could grow failed a short time ago and are left alone");
    }
}
