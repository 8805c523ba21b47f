package dev.gkelocal.autopilot.core.provisioning.selection;

import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.requirements.LabelRequirements;

/**
 * What a Pod asks of machines.
 *
 * @param gpuType from its selector or its class; empty without
 * @param bootDiskType empty without
 * @param rule of its custom class; {@link ClassRule#NONE} without one
 * @param reservedMachineType of a reservation that it names; empty without
 * @param managed the Pod's class is managed by Autopilot, whatever the cluster's mode
 * @param stateless without persistent volumes
 */
public record Demand(
        LabelRequirements labels,
        String gpuType,
        String tpuType,
        String bootDiskType,
        ClassRule rule,
        boolean spot,
        String reservedMachineType,
        boolean managed,
        boolean stateless) {

    /** Selectors of the Pod, with what its class's rule demands besides. */
    public static Demand of(LabelRequirements labels, ClassRule rule, boolean stateless) {
        return new Demand(
                labels,
                either(
                        labels.single(GkeLabels.GPU).orElse(""),
                        rule.accelerators().gpuType()),
                either(
                        labels.single(GkeLabels.TPU).orElse(""),
                        rule.accelerators().tpuType()),
                labels.single(GkeLabels.BOOT_DISK).orElse(""),
                rule,
                rule.spot()
                        || labels.single(GkeLabels.SPOT).filter("true"::equals).isPresent(),
                "",
                !rule.podFamily().isEmpty(),
                stateless);
    }

    private static String either(String ofPod, String ofRule) {
        return ofPod.isEmpty() ? ofRule : ofPod;
    }
}
