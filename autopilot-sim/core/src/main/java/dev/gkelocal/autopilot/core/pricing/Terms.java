package dev.gkelocal.autopilot.core.pricing;

import dev.gkelocal.autopilot.core.classes.ClassMatrix;
import dev.gkelocal.autopilot.core.classes.PodClass;
import java.util.Locale;

/** How a Pod is billed (autopilot sheet 5.1). */
public sealed interface Terms {
    /** @param rateClass as the price table names it */
    record PerRequests(String rateClass, boolean spot) implements Terms {}

    /** The node is paid with all its idle room, the Pod itself is not. */
    record PerNode(String computeClass) implements Terms {}

    /** GPU and TPU Pods, Performance and custom classes that choose machines pay for nodes. */
    static Terms of(PodClass pod) {
        var machines =
                pod.custom().isPresent() && pod.custom().get().podFamily().isEmpty();
        return of(pod.label(), pod.arch(), pod.spot(), pod.isAccelerated(), machines);
    }

    /**
     * @param label of the compute class; empty for general-purpose
     * @param accelerated asks for GPUs or TPUs
     * @param choosesMachines a custom class whose rules name machines
     */
    static Terms of(String label, String arch, boolean spot, boolean accelerated, boolean choosesMachines) {
        if (accelerated || choosesMachines || label.equals("Performance") || label.equals(ClassMatrix.ACCELERATOR)) {
            return new PerNode(accelerated && label.isEmpty() ? ClassMatrix.ACCELERATOR : label);
        }
        var arm = arch.equals("arm64");
        return switch (label.toLowerCase(Locale.ROOT)) {
            case "balanced" -> new PerRequests("balanced", spot);
            case "scale-out" -> new PerRequests(arm ? "scale-out-arm" : "scale-out-x86", spot);
            case "autopilot-arm" -> new PerRequests("general-purpose-arm", spot);
            case "autopilot-spot" -> new PerRequests("general-purpose", true);
            default -> new PerRequests(arm ? "general-purpose-arm" : "general-purpose", spot);
        };
    }
}
