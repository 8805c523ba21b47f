package dev.gkelocal.autopilot.core.scheduling;

/** kube-scheduler's filters in their order (autopilot sheet 4.1). */
public enum Filter {
    SCHEDULING_GATES("SchedulingGates"),
    NODE_UNSCHEDULABLE("NodeUnschedulable"),
    NODE_NAME("NodeName"),
    TAINT_TOLERATION("TaintToleration"),
    NODE_AFFINITY("NodeAffinity"),
    NODE_PORTS("NodePorts"),
    NODE_RESOURCES_FIT("NodeResourcesFit"),
    VOLUME_BINDING("VolumeBinding"),
    POD_TOPOLOGY_SPREAD("PodTopologySpread"),
    INTER_POD_AFFINITY("InterPodAffinity");

    private final String plugin;

    Filter(String plugin) {
        this.plugin = plugin;
    }

    /** Its name in kube-scheduler. */
    public String plugin() {
        return plugin;
    }
}
