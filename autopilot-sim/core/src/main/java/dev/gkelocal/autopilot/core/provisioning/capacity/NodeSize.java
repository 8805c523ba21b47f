package dev.gkelocal.autopilot.core.provisioning.capacity;

import dev.gkelocal.autopilot.core.objects.Resources;

/**
 * What a node has and what of it Pods can have.
 *
 * @param capacity as the Node object shows it: memory and disk already lack the operating system's share
 * @param allocatable without the shares of the kubelet and of eviction; an amount can be negative on the smallest machines
 * @param maxPods Pods by count
 * @param kept who keeps what
 */
public record NodeSize(Resources capacity, Resources allocatable, int maxPods, Kept kept) {

    /**
     * The shares, in bytes unless the name says otherwise.
     *
     * @param osMemory of the kernel
     * @param kubeMemory of the kubelet and daemons
     * @param evictionMemory below which the kubelet evicts
     * @param osDisk partitions of the operating system; on Local SSDs the file system's overhead
     * @param kubeDisk of the kubelet
     * @param evictionDisk below which the kubelet evicts
     */
    public record Kept(
            long kubeMilliCpu,
            long osMemory,
            long kubeMemory,
            long evictionMemory,
            long osDisk,
            long kubeDisk,
            long evictionDisk) {}
}
