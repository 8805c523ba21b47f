package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.Failure;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.PodEvent;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.Refused;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.ScaleUp;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Events of Pods in the autoscaler's words (autopilot sheet 3.5). */
final class Events {
    private static final int LONGEST = 250;
    private static final String FAILING = "no.scale.up.mig.failing.predicate";
    private static final String SKIPPED = "no.scale.up.mig.skipped";

    private Events() {}

    static List<PodEvent> of(ScaleUp plan) {
        var group = plan.pool().group();
        var message = "pod triggered scale-up: [{" + group.name() + " " + plan.before() + "->" + plan.after()
                + " (max: " + group.maxNodes() + ")}]";
        return plan.nodes().stream()
                .flatMap(it -> it.pods().stream())
                .map(it -> new PodEvent(it, false, "TriggeredScaleUp", message))
                .toList();
    }

    static List<PodEvent> of(Failure failure) {
        var message = "Node scale up in zones " + failure.pool().zone() + " associated with this pod failed: "
                + failure.error().text() + ". Pod is at risk of not being scheduled.";
        var cut = message.substring(0, Math.min(LONGEST, message.length()));
        return failure.pods().stream()
                .map(it -> new PodEvent(it, true, "FailedScaleUp", cut))
                .toList();
    }

    /** Only groups that exist are counted, as in the original: a Pod that no new group suits shows an empty list. */
    static PodEvent of(Refused refused) {
        var counts = new TreeMap<String, Integer>();
        for (var reason : refused.reasons()) {
            if (reason.id().equals(FAILING)) {
                reason.parameters().stream().skip(1).forEach(it -> counts.merge(it, 1, Integer::sum));
            } else if (reason.id().equals(SKIPPED)) {
                reason.parameters().forEach(it -> counts.merge(it, 1, Integer::sum));
            }
        }
        var text = counts.entrySet().stream()
                .map(it -> it.getValue() + " " + it.getKey())
                .collect(Collectors.joining(", "));
        return new PodEvent(refused.pod(), false, "NotTriggerScaleUp", "pod didn't trigger scale-up: " + text);
    }
}
