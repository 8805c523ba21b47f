package dev.gkelocal.cloudrun.pods;

import java.time.Duration;

/**
 * What holds for all instances.
 *
 * @param namespace of the Pods
 * @param requestedMilliCpu that a Pod asks of its node, at most its limit: a laptop has few
 * @param requestedMebibytes likewise of memory
 * @param shutdownGrace between SIGTERM and SIGKILL
 * @param parallelStarts Pods that start at the same time; 0 for what suits this machine
 * @param patience with a node that cannot be found, or an image that cannot be fetched for a reason that may pass
 */
public record PodSettings(
        String namespace,
        int requestedMilliCpu,
        int requestedMebibytes,
        Duration shutdownGrace,
        int parallelStarts,
        Duration patience) {
    /** Of everyone and nobody, as images for Kubernetes have it. */
    static final long NOBODY = 65_532;

    public PodSettings {
        if (requestedMilliCpu < 0 || requestedMebibytes < 0) {
            throw new IllegalArgumentException("requests must not be negative, got " + requestedMilliCpu + "m CPU and "
                    + requestedMebibytes + " MiB");
        }
    }
}
