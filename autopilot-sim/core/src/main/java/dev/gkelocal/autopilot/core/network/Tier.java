package dev.gkelocal.autopilot.core.network;

/** The stages of evaluation, in order (ClusterNetworkPolicy v1alpha2, field tier). */
public enum Tier {
    /** AdminNetworkPolicy and ClusterNetworkPolicy of this tier, by ascending priority: accept, deny or pass on. */
    ADMIN,
    /** NetworkPolicy: once one selects the Pod, only what a rule allows passes. */
    NETWORK_POLICY,
    /** ClusterNetworkPolicy of this tier and BaselineAdminNetworkPolicy: for Pods that no NetworkPolicy selects. */
    BASELINE
}
