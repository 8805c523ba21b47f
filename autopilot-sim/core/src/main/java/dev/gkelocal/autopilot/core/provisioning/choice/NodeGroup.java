package dev.gkelocal.autopilot.core.provisioning.choice;

/**
 * Equal nodes of one zone that grow and shrink together.
 *
 * @param pool its node pool: groups of several zones share one
 * @param nodes how many it has or has been asked to have
 * @param maxNodes it never has more
 */
public record NodeGroup(String name, String pool, NodeOffer node, int nodes, int maxNodes, Origin origin) {
    /** Nodes of a group that node auto-provisioning makes, per zone (autopilot sheet 3.2). */
    public static final int AUTO_PROVISIONED_MAX = 1000;

    /** How the group came about. */
    public enum Origin {
        MANUAL,
        AUTO_PROVISIONED,
        /** Asked for and not there yet: pays no penalty for being new. */
        UPCOMING,
        TO_CREATE
    }

    public NodeGroup {
        if (nodes < 0 || maxNodes < 0) {
            throw new IllegalArgumentException("group " + name + " has " + nodes + " of " + maxNodes + " nodes");
        }
    }

    public static NodeGroup toCreate(String name, NodeOffer node) {
        return new NodeGroup(name, name, node, 0, AUTO_PROVISIONED_MAX, Origin.TO_CREATE);
    }

    /** Nodes that it can still get. */
    public int room() {
        return Math.max(0, maxNodes - nodes);
    }

    public boolean isNew() {
        return origin == Origin.TO_CREATE;
    }
}
