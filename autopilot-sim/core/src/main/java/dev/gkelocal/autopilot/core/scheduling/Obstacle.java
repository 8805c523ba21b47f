package dev.gkelocal.autopilot.core.scheduling;

/** Why a node is refused, in kube-scheduler's words; resources and taints add their own detail. */
enum Obstacle {
    NONE(Filter.SCHEDULING_GATES, "", false),
    UNSCHEDULABLE(Filter.NODE_UNSCHEDULABLE, "node(s) were unschedulable", false),
    OTHER_NODE(Filter.NODE_NAME, "node(s) didn't match the requested node name", false),
    TAINT(Filter.TAINT_TOLERATION, "node(s) had untolerated taint", false),
    NODE_AFFINITY(Filter.NODE_AFFINITY, "node(s) didn't match Pod's node affinity/selector", false),
    PORTS(Filter.NODE_PORTS, "node(s) didn't have free ports for the requested pod ports", true),
    RESOURCES(Filter.NODE_RESOURCES_FIT, "Insufficient", true),
    VOLUME_ZONE(Filter.VOLUME_BINDING, "node(s) didn't match PersistentVolume's node affinity", false),
    SPREAD_LABEL(
            Filter.POD_TOPOLOGY_SPREAD,
            "node(s) didn't match pod topology spread constraints (missing required label)",
            false),
    SPREAD(Filter.POD_TOPOLOGY_SPREAD, "node(s) didn't match pod topology spread constraints", true),
    AFFINITY(Filter.INTER_POD_AFFINITY, "node(s) didn't match pod affinity rules", false),
    ANTI_AFFINITY(Filter.INTER_POD_AFFINITY, "node(s) didn't match pod anti-affinity rules", true),
    OTHERS_ANTI_AFFINITY(Filter.INTER_POD_AFFINITY, "node(s) didn't satisfy existing pods anti-affinity rules", true);

    final Filter filter;
    final String text;

    /** Could go away when other Pods leave the node. */
    final boolean preemptible;

    Obstacle(Filter filter, String text, boolean preemptible) {
        this.filter = filter;
        this.text = text;
        this.preemptible = preemptible;
    }
}
