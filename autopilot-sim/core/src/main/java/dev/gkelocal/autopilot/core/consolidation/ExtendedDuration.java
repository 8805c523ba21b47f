package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a Pod of extended duration may not be (autopilot sheet 1.9; "Extend the run time of Autopilot Pods"). */
public final class ExtendedDuration {
    /** Distinct CPU requests of such Pods in one cluster. */
    public static final int MOST_CPU_VALUES = 50;

    private static final String SPOT = "cloud.google.com/gke-spot";

    private ExtendedDuration() {}

    /** True for {@code cluster-autoscaler.kubernetes.io/safe-to-evict: "false"}. */
    public static boolean isAskedBy(Pod pod) {
        return Kinds.isExtended(pod);
    }

    /**
     * Why the Pod cannot have it; empty when it can, or doesn't ask.
     *
     * @param milliCpus what such Pods of the cluster request, each value once
     */
    public static List<String> problems(Pod pod, Set<Long> milliCpus) {
        if (!isAskedBy(pod)) {
            return List.of();
        }
        var problems = new ArrayList<String>();
        if (pod.nodeSelector().getOrDefault(SPOT, "").equals("true")) {
            problems.add("Spot Pods cannot have extended duration");
        }
        if (!pod.affinity().equals(PodAffinity.NONE) || !pod.antiAffinity().equals(PodAffinity.NONE)) {
            problems.add("Pods with inter-Pod affinity cannot have extended duration");
        }
        if (milliCpus.size() >= MOST_CPU_VALUES
                && !milliCpus.contains(pod.requests().milliCpu())) {
            problems.add("the cluster has Pods of extended duration with " + milliCpus.size()
                    + " different CPU requests already, at most " + MOST_CPU_VALUES + " are allowed");
        }
        return problems;
    }
}
