package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.Failure;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.PodEvent;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.Refused;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.ScaleUp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** One for each Pod and error, however many groups were tried in vain. */
    static List<PodEvent> of(List<Failure> failures) {
        var zones = new LinkedHashMap<Failed, Set<String>>();
        for (var failure : failures) {
            for (var pod : failure.pods()) {
                zones.computeIfAbsent(new Failed(pod, failure.error()), ignored -> new TreeSet<>())
                        .add(failure.pool().zone());
            }
        }
        return zones.entrySet().stream()
                .map(it -> failed(it.getKey(), String.join(", ", it.getValue())))
                .toList();
    }

    private record Failed(Pod pod, Provisioning.Error error) {}

    private static PodEvent failed(Failed failed, String zones) {
        var message = "Node scale up in zones " + zones + " associated with this pod failed: " + failed.error.text()
                + ". Pod is at risk of not being scheduled.";
        return new PodEvent(
                failed.pod, true, "FailedScaleUp", message.substring(0, Math.min(LONGEST, message.length())));
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
