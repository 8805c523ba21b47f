package dev.gkelocal.autopilot.core.consolidation;

import java.time.Duration;

/**
 * When nodes are taken away. The defaults are upstream's (autopilot sheet 3.4); what GKE's profiles set is not published.
 *
 * @param threshold part of a node's allocatable that is requested, in its fullest dimension, below which it may be unneeded
 * @param unneededTime for which it must have been unneeded
 * @param delayAfterAdd nothing is removed for so long after a scale-up
 * @param delayAfterFailure nor after a removal that failed
 * @param recheck a node that cannot be removed is not looked at again for so long
 * @param emptyAtOnce empty nodes that are removed in one round
 * @param drainsAtOnce nodes that are drained at the same time
 * @param daemonSetsCount DaemonSet Pods count as use
 * @param localStorageBlocks Pods with local storage hold their node; not on GKE from 1.22
 * @param barePodsBlock Pods without a controller hold their node
 * @param systemPodsBlock Pods of kube-system that no budget covers hold their node
 */
public record ScaleDownSettings(
        double threshold,
        Duration unneededTime,
        Duration delayAfterAdd,
        Duration delayAfterFailure,
        Duration recheck,
        int emptyAtOnce,
        int drainsAtOnce,
        boolean daemonSetsCount,
        boolean localStorageBlocks,
        boolean barePodsBlock,
        boolean systemPodsBlock) {
    public static final ScaleDownSettings DEFAULT = new ScaleDownSettings(
            0.5,
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(3),
            Duration.ofMinutes(5),
            10,
            1,
            true,
            false,
            true,
            true);

    public ScaleDownSettings {
        if (!(threshold >= 0 && threshold <= 1) || emptyAtOnce < 1 || drainsAtOnce < 1) {
            throw new IllegalArgumentException("scale-down settings out of range");
        }
    }

    public ScaleDownSettings withLocalStorageBlocking() {
        return new ScaleDownSettings(
                threshold,
                unneededTime,
                delayAfterAdd,
                delayAfterFailure,
                recheck,
                emptyAtOnce,
                drainsAtOnce,
                daemonSetsCount,
                true,
                barePodsBlock,
                systemPodsBlock);
    }

    public ScaleDownSettings with(double changedThreshold, Duration changedTime, Duration changedDelay) {
        return new ScaleDownSettings(
                changedThreshold,
                changedTime,
                changedDelay,
                delayAfterFailure,
                recheck,
                emptyAtOnce,
                drainsAtOnce,
                daemonSetsCount,
                localStorageBlocks,
                barePodsBlock,
                systemPodsBlock);
    }
}
