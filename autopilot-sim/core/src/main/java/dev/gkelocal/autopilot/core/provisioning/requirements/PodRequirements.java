package dev.gkelocal.autopilot.core.provisioning.requirements;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.objects.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a Pod asks of a node group.
 *
 * @param tolerations of taints that keep Pods away; those of PreferNoSchedule do not count
 * @param podSlots Pods of a machine that it takes: with Performance one each; 0 = it does not count them
 * @param networks extra networks, by the names of their resources
 * @param interfaces annotation that names network interfaces; empty without
 * @param queued the request that the Pod waits for; empty without
 * @param diskKey key that encrypts the boot disk; empty = Google's
 */
public record PodRequirements(
        List<Toleration> tolerations,
        LabelRequirements labels,
        long podSlots,
        List<String> networks,
        String interfaces,
        Optional<QueuedProvisioning> queued,
        String diskKey) {
    public PodRequirements {
        tolerations = List.copyOf(tolerations);
        networks = List.copyOf(networks);
    }

    public static PodRequirements of(Pod pod) {
        var labels = LabelRequirements.of(pod);
        return new PodRequirements(
                hard(pod.tolerations()),
                labels,
                pod.requests().extended().getOrDefault(GkeLabels.POD_SLOTS, 0L),
                pod.requests().extended().keySet().stream()
                        .filter(it -> it.startsWith(GkeLabels.NETWORK_RESOURCE_PREFIX))
                        .sorted()
                        .toList(),
                pod.annotations().getOrDefault(GkeLabels.INTERFACES, "").replace("\n", ""),
                QueuedProvisioning.of(pod),
                labels.single(GkeLabels.BOOT_DISK_KEY)
                        .map(it -> pod.annotations().getOrDefault(it, ""))
                        .orElse(""));
    }

    static List<Toleration> hard(List<Toleration> tolerations) {
        return tolerations.stream()
                .filter(it -> switch (it.effect()) {
                    case "", "NoSchedule", "NoExecute" -> true;
                    default -> false;
                })
                .toList();
    }

    /** The value of the label that a toleration sets apart together with the Pod's demands; empty where it does not. */
    static Optional<String> separatingValue(Toleration toleration, LabelRequirements labels) {
        return labels.single(toleration.key())
                .filter(it -> toleration.exists() || toleration.value().equals(it));
    }

    /** A toleration and a demand for the same key, with one value, set a workload apart. */
    public Separation separation(Separation.Rules rules) {
        var taints = new ArrayList<Taint>();
        var apart = new TreeMap<String, String>();
        for (var toleration : tolerations) {
            separatingValue(toleration, labels)
                    .filter(it -> rules.canSeparate(toleration.key()))
                    .ifPresent(value -> {
                        taints.add(new Taint(toleration.key(), value, toleration.effect()));
                        apart.put(toleration.key(), value);
                    });
        }
        for (var key : labels.byKey().keySet()) {
            if (!GkeLabels.isSystem(key)
                    && !apart.containsKey(key)
                    && !rules.withoutToleration().contains(key)) {
                return new Separation.Invalid(key);
            }
        }
        return new Separation.Group(taints, apart);
    }
}
