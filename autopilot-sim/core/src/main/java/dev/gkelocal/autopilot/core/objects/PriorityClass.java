package dev.gkelocal.autopilot.core.objects;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.List;

/**
 * What a Pod's priorityClassName stands for.
 *
 * @param isDefault applies to Pods that name none
 * @param preempts false with preemptionPolicy Never
 */
public record PriorityClass(String name, int value, boolean isDefault, boolean preempts) {
    /** In every cluster (Kubernetes, "Pod Priority and Preemption"). */
    public static final List<PriorityClass> SYSTEM = List.of(
            new PriorityClass("system-cluster-critical", 2_000_000_000, false, true),
            new PriorityClass("system-node-critical", 2_000_001_000, false, true));

    /** @param object of that kind */
    public static PriorityClass of(Value object) {
        return new PriorityClass(
                object.get("metadata").get("name").text(),
                (int) Math.clamp(object.get("value").integer().orElse(0), Integer.MIN_VALUE, Integer.MAX_VALUE),
                object.get("globalDefault").isTrue(),
                !object.get("preemptionPolicy").text().equals("Never"));
    }
}
