package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.provisioning.choice.ExpanderRules;
import dev.gkelocal.autopilot.core.provisioning.selection.ClusterMachines;

/**
 * How provisioning is set up; the defaults are Autopilot's (autopilot sheet 3.2).
 *
 * @param maxPools that provisioning makes at most; the autoscaler's flag is 15 where GKE sets nothing, Autopilot's value is not known
 * @param bootDiskGib of usual nodes, before it is trimmed
 * @param largerBootDiskGib of Performance and Accelerator nodes
 * @param fallbackFamilies general-purpose Pods get other families when their own are out of stock (autopilot sheet 1.11)
 * @param manyPods that wait before nodes for 256 Pods are considered
 * @param plansPerCall scale-ups of one call; the autoscaler makes one in each of its loops
 */
public record NapSettings(
        ClusterMachines machines,
        ExpanderRules expander,
        int maxPools,
        long bootDiskGib,
        long largerBootDiskGib,
        boolean fallbackFamilies,
        int manyPods,
        int plansPerCall) {
    public static final NapSettings AUTOPILOT = new NapSettings(
            ClusterMachines.AUTOPILOT, ExpanderRules.autopilotCluster(), 100, 250, 400, true, 2560, 100);

    public NapSettings {
        if (bootDiskGib < 100 || largerBootDiskGib < bootDiskGib || plansPerCall < 1) {
            throw new IllegalArgumentException("no such provisioning: boot disks " + bootDiskGib + " and "
                    + largerBootDiskGib + " GiB, " + plansPerCall + " plans in a call");
        }
    }
}
