package dev.gkelocal.autopilot.core.provisioning.selection;

import java.util.Set;

/**
 * The cluster's settings that decide which machines Pods get.
 *
 * @param autopilot the whole cluster is in Autopilot mode
 * @param confidentialNodes all nodes are confidential
 * @param confidentialType of confidential nodes; implies them; empty = the default
 * @param defaultFamily of machines for Pods that ask for none
 * @param minCpuPlatform of the cluster; empty without
 */
public record ClusterMachines(
        boolean autopilot,
        boolean confidentialNodes,
        String confidentialType,
        String defaultFamily,
        String minCpuPlatform,
        Features features) {
    /**
     * Switches of Google's roll-outs. Nobody outside sees their real state: they are settings, with the defaults of
     * {@link #AUTOPILOT}.
     *
     * @param resizableInAutopilot families offered to plain Pods of Autopilot clusters
     * @param resizableInPodFamily families offered to custom classes that name a pod family
     * @param resizableForStateful of these, families for Pods with persistent volumes too
     * @param ekSpot resizable VMs as Spot
     * @param armFallbacks more families for general-purpose-arm
     * @param extendedFallbacks more families for general-purpose
     */
    public record Features(
            Set<String> resizableInAutopilot,
            Set<String> resizableInPodFamily,
            Set<String> resizableForStateful,
            boolean ekSpot,
            boolean armFallbacks,
            boolean extendedFallbacks) {
        public static final Features NONE = new Features(Set.of(), Set.of(), Set.of(), false, false, false);

        /**
         * EK is the machine of general-purpose Pods; E4 and E4A are not assumed, so Arm Pods get the families that stand in for
         * E4A.
         */
        public static final Features AUTOPILOT = new Features(Set.of("ek"), Set.of("ek"), Set.of(), false, true, false);

        public Features {
            resizableInAutopilot = Set.copyOf(resizableInAutopilot);
            resizableInPodFamily = Set.copyOf(resizableInPodFamily);
            resizableForStateful = Set.copyOf(resizableForStateful);
        }
    }

    public static final ClusterMachines AUTOPILOT = new ClusterMachines(true, false, "", "e2", "", Features.AUTOPILOT);

    boolean isConfidential() {
        return confidentialNodes || !confidentialType.isEmpty();
    }

    /** Regions without E2 machines use E4 instead of E2 and EK. */
    boolean isWithoutE2() {
        return defaultFamily.equals("e4");
    }
}
