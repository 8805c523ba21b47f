package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.List;
import java.util.Set;

/** Carries out what users ask for. */
final class Commands {
    private static final Set<String> SCALABLE = Set.of("Deployment", "ReplicaSet", "StatefulSet");
    static final Set<String> KINDS = Set.of(
            "Pod",
            "Deployment",
            "ReplicaSet",
            "StatefulSet",
            "DaemonSet",
            "Job",
            "CronJob",
            "HorizontalPodAutoscaler",
            "PodDisruptionBudget",
            "PriorityClass",
            "Namespace",
            "ComputeClass",
            "PersistentVolumeClaim",
            "StorageClass");

    private final World world;
    private final Pods pods;
    private final Deletion deletion;
    private final Shapes shapes;
    private final Placement placement;
    private final Gate gate;

    Commands(World world, Pods pods, Deletion deletion, Shapes shapes, Placement placement, Gate gate) {
        this.gate = gate;
        this.world = world;
        this.pods = pods;
        this.deletion = deletion;
        this.shapes = shapes;
        this.placement = placement;
    }

    Answer apply(Value object) {
        var key = ObjectKey.of(object);
        if (key.name().isEmpty()) {
            return new Answer.Refused(key, "resource name may not be empty");
        }
        if (!KINDS.contains(key.kind())) {
            return new Answer.Unsupported(key);
        }
        var verdict = gate.admit(object);
        if (!verdict.refusal().isEmpty()) {
            return new Answer.Refused(key, verdict.refusal());
        }
        return key.kind().equals("Pod")
                ? applyPod(key, verdict.object(), verdict.warnings())
                : keep(key, verdict.object(), verdict.warnings());
    }

    private Answer keep(ObjectKey key, Value manifest, List<String> warnings) {
        var before = world.find(key);
        var change = before.map(it -> configure(it, manifest)).orElseGet(() -> create(key, manifest));
        if (change != Answer.Change.UNCHANGED) {
            follow(key);
        }
        return new Answer.Accepted(key, change, warnings);
    }

    private Answer.Change create(ObjectKey key, Value manifest) {
        var progress = key.kind().equals("Job") ? JobController.fresh() : new Progress.Nothing();
        world.create(key, manifest, ObjectKey.NONE, progress);
        return Answer.Change.CREATED;
    }

    private Answer.Change configure(StoredObject before, Value manifest) {
        var kept = manifest;
        if (SCALABLE.contains(before.key().kind())
                && !manifest.get("spec").get("replicas").isSet()) {
            kept = manifest.with("spec", manifest.get("spec").with("replicas", Value.of(before.replicas())));
        }
        if (Templates.hash(kept).equals(Templates.hash(before.manifest()))) {
            return Answer.Change.UNCHANGED;
        }
        world.put(before.withManifest(kept));
        return Answer.Change.CONFIGURED;
    }

    private Answer applyPod(ObjectKey key, Value manifest, List<String> warnings) {
        if (world.pod(key.namespace(), key.name()).isPresent()) {
            return new Answer.Accepted(key, Answer.Change.UNCHANGED, warnings);
        }
        pods.create(
                ObjectKey.NONE,
                key.namespace(),
                key.name(),
                manifest.without("kind").without("apiVersion"),
                -1,
                "");
        return new Answer.Accepted(key, Answer.Change.CREATED, warnings);
    }

    PodState adopt(ObjectKey key, Value manifest, String ownerKind, String ownerName) {
        var owner = ownerKind.isEmpty() ? ObjectKey.NONE : ObjectKey.of(ownerKind, key.namespace(), ownerName);
        var template = manifest.without("kind").without("apiVersion");
        return world.pod(key.namespace(), key.name())
                .orElseGet(() -> pods.create(owner, key.namespace(), key.name(), template, -1, ""));
    }

    Answer delete(ObjectKey key) {
        if (key.kind().equals("Pod")) {
            var pod = world.pod(key.namespace(), key.name());
            pod.ifPresent(pods::stop);
            pod.filter(it -> !it.isActive()).ifPresent(world::remove);
            return pod.isPresent()
                    ? new Answer.Accepted(key, Answer.Change.DELETED, List.of())
                    : new Answer.NotFound(key);
        }
        if (world.find(key).isEmpty()) {
            return new Answer.NotFound(key);
        }
        deletion.delete(key);
        if (key.kind().equals("Namespace")) {
            deletion.deleteNamespace(key.name());
        }
        follow(key);
        return new Answer.Accepted(key, Answer.Change.DELETED, List.of());
    }

    Answer scale(ObjectKey key, int replicas) {
        var found = world.find(key);
        if (found.isEmpty()) {
            return new Answer.NotFound(key);
        }
        if (!SCALABLE.contains(key.kind()) || replicas < 0) {
            return new Answer.Refused(key, "cannot scale " + key + " to " + replicas);
        }
        if (found.get().replicas() == replicas) {
            return new Answer.Accepted(key, Answer.Change.UNCHANGED, List.of());
        }
        world.put(found.get().withReplicas(replicas));
        return new Answer.Accepted(key, Answer.Change.CONFIGURED, List.of());
    }

    /** What other parts keep of the object. */
    private void follow(ObjectKey key) {
        switch (key.kind()) {
            case "PriorityClass" -> shapes.readPriorityClasses();
            case "Namespace" -> placement.rebuild();
            case "ComputeClass" -> gate.readClasses();
            case "PersistentVolumeClaim" -> bindClaim(key);
            default -> {}
        }
    }

    /** A claim that names its zone is bound there at once: annotation {@code gkelocal.dev/zone}. */
    private void bindClaim(ObjectKey key) {
        var zone = world.find(key)
                .map(it -> it.manifest()
                        .get("metadata")
                        .get("annotations")
                        .get("gkelocal.dev/zone")
                        .text())
                .orElse("");
        if (!zone.isEmpty()) {
            world.volumes.set(key.namespace(), key.name(), zone);
        }
    }
}
