package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.requirements.LabelRequirements;
import dev.gkelocal.autopilot.core.provisioning.requirements.PodRequirements;
import dev.gkelocal.autopilot.core.provisioning.requirements.Separation;
import dev.gkelocal.autopilot.core.provisioning.requirements.WorkloadIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pods that ask for the same kind of nodes; each shard gets groups of its own.
 *
 * @param labels that they demand of nodes
 * @param separation taints and labels that keep others away
 * @param pods never empty
 */
record Shard(LabelRequirements labels, Separation separation, List<Pod> pods) {
    Shard {
        pods = List.copyOf(pods);
    }

    static List<Shard> of(List<Pod> pods) {
        var byKey = new LinkedHashMap<String, List<Pod>>();
        var separations = new LinkedHashMap<String, Separation>();
        for (var pod : pods) {
            var requirements = PodRequirements.of(pod);
            var separation = requirements.separation(Separation.Rules.DEFAULT);
            var key = key(pod, requirements.labels(), separation);
            separations.put(key, separation);
            byKey.computeIfAbsent(key, ignored -> new ArrayList<>()).add(pod);
        }
        return byKey.entrySet().stream()
                .map(it -> new Shard(
                        LabelRequirements.of(it.getValue().getFirst()),
                        java.util.Objects.requireNonNull(separations.get(it.getKey())),
                        it.getValue()))
                .toList();
    }

    private static String key(Pod pod, LabelRequirements labels, Separation separation) {
        var identity = switch (separation) {
            case Separation.Group(var taints, var ignored) ->
                WorkloadIdentity.of(taints).text();
            case Separation.Invalid(var label) -> "invalid " + label;
        };
        var asked = new TreeMap<>(labels.byKey());
        asked.remove(Node.ZONE);
        asked.remove(Node.HOSTNAME);
        return identity + "|" + asked + "|" + pod.volumeZones().isEmpty() + "|"
                + pod.requests().extended().containsKey(GkeLabels.GPU_RESOURCE);
    }

    Shard with(List<Pod> others) {
        return new Shard(labels, separation, others);
    }

    String computeClass() {
        return labels.single(GkeLabels.COMPUTE_CLASS).orElse("");
    }

    boolean isSpot() {
        return labels.single(GkeLabels.SPOT).filter("true"::equals).isPresent()
                || computeClass().equals("autopilot-spot");
    }

    boolean isExtendedDuration() {
        return labels.values(GkeLabels.EXTENDED_DURATION).isPresent();
    }

    /** Without persistent volumes that tie it to zones. */
    boolean isStateless() {
        return pods.stream().allMatch(it -> it.volumeZones().isEmpty());
    }

    long gpuUnits() {
        return pods.stream().mapToLong(Shard::gpus).filter(it -> it > 0).min().orElse(0);
    }

    static long gpus(Pod pod) {
        return pod.requests().extended().getOrDefault(GkeLabels.GPU_RESOURCE, 0L);
    }

    Map<String, String> separationLabels() {
        return separation instanceof Separation.Group(var ignored, var labels) ? labels : Map.of();
    }
}
