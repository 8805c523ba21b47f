package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the numbered Pods of a StatefulSet, one after the other unless they may start together. */
final class StatefulSetController implements Controller {
    private static final String SOURCE = "statefulset-controller";

    private final World world;
    private final Pods pods;

    StatefulSetController(World world, Pods pods) {
        this.world = world;
        this.pods = pods;
    }

    @Override
    public void reconcile(StoredObject set) {
        var byOrdinal = new TreeMap<Integer, PodState>();
        for (var pod : world.podsOf(set.key())) {
            if (pod.stage() == PodState.Stage.FAILED || pod.stage() == PodState.Stage.SUCCEEDED) {
                world.remove(pod);
            } else {
                byOrdinal.put(pod.ordinal(), pod);
            }
        }
        var parallel = set.spec().get("podManagementPolicy").text().equals("Parallel");
        int first = (int) set.spec().get("ordinals").get("start").integer().orElse(0);
        if (fill(set, byOrdinal, first, parallel) && shrink(set, byOrdinal, first, parallel)) {
            update(set, byOrdinal, first);
        }
    }

    /** True when every wanted Pod exists and is ready. */
    private boolean fill(StoredObject set, Map<Integer, PodState> byOrdinal, int first, boolean parallel) {
        var complete = true;
        for (int i = first; i < first + set.replicas(); i++) {
            var pod = byOrdinal.get(i);
            if (pod == null) {
                create(set, i);
            }
            if (pod == null || !pod.isReady(world.now())) {
                complete = false;
                if (!parallel) {
                    return false;
                }
            }
        }
        return complete || parallel;
    }

    private boolean shrink(StoredObject set, TreeMap<Integer, PodState> byOrdinal, int first, boolean parallel) {
        var surplus =
                byOrdinal.tailMap(first + set.replicas(), true).descendingMap().values();
        for (var pod : surplus) {
            stop(set, pod);
            if (!parallel) {
                return false;
            }
        }
        return surplus.isEmpty();
    }

    /** Replaces the highest Pod that has an older template, one at a time and not below the partition. */
    private void update(StoredObject set, TreeMap<Integer, PodState> byOrdinal, int first) {
        var strategy = set.spec().get("updateStrategy");
        if (strategy.get("type").text().equals("OnDelete")
                || byOrdinal.values().stream().anyMatch(it -> !it.isReady(world.now()))) {
            return;
        }
        long partition =
                strategy.get("rollingUpdate").get("partition").integer().orElse(0);
        byOrdinal.values().stream()
                .filter(it -> it.ordinal() >= Math.max(partition, first))
                .filter(it -> !it.template().equals(Templates.hash(template(set, it.ordinal()))))
                .max(Comparator.comparingInt(PodState::ordinal))
                .ifPresent(it -> stop(set, it));
    }

    private void create(StoredObject set, int ordinal) {
        var name = name(set, ordinal);
        pods.create(set.key(), set.key().namespace(), name, template(set, ordinal), ordinal, "");
        world.normal(
                set.key(),
                SOURCE,
                "SuccessfulCreate",
                "create Pod " + name + " in StatefulSet " + set.key().name() + " successful");
    }

    private void stop(StoredObject set, PodState pod) {
        if (pod.stage() != PodState.Stage.TERMINATING) {
            pods.stop(pod);
            world.normal(
                    set.key(),
                    SOURCE,
                    "SuccessfulDelete",
                    "delete Pod " + pod.name() + " in StatefulSet " + set.key().name() + " successful");
        }
    }

    private static String name(StoredObject set, int ordinal) {
        return set.key().name() + "-" + ordinal;
    }

    /** With the labels and the claims that belong to the ordinal. */
    private static Value template(StoredObject set, int ordinal) {
        var template = set.template();
        var metadata = template.get("metadata");
        var labels = metadata.get("labels")
                .with("apps.kubernetes.io/pod-index", Value.of(Integer.toString(ordinal)))
                .with("statefulset.kubernetes.io/pod-name", Value.of(name(set, ordinal)));
        var claims = set.spec().get("volumeClaimTemplates").items();
        var spec = template.get("spec");
        if (!claims.isEmpty()) {
            spec = spec.with("volumes", withClaims(spec.get("volumes"), claims, name(set, ordinal)));
        }
        return template.with("metadata", metadata.with("labels", labels)).with("spec", spec);
    }

    private static Value withClaims(Value volumes, List<Value> claims, String podName) {
        var all = volumes;
        for (var claim : claims) {
            var name = claim.get("metadata").get("name").text();
            var source = Value.of(Map.of("claimName", Value.of(name + "-" + podName)));
            all = all.plus(Value.of(Map.of("name", Value.of(name), "persistentVolumeClaim", source)));
        }
        return all;
    }
}
