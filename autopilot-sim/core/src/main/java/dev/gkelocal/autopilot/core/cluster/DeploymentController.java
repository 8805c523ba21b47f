package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Moves a Deployment's Pods to the ReplicaSet of its newest template, within its surge and unavailability. */
final class DeploymentController implements Controller {
    private static final String SOURCE = "deployment-controller";
    static final String HASH_LABEL = "pod-template-hash";
    private static final int DEFAULT_HISTORY = 10;

    private final World world;

    DeploymentController(World world) {
        this.world = world;
    }

    @Override
    public void reconcile(StoredObject deployment) {
        var sets = world.ownedBy(deployment.key());
        var name = deployment.key().name() + "-" + Templates.hash(deployment.template());
        var old = sets.stream().filter(it -> !it.key().name().equals(name)).toList();
        var newest = sets.stream().filter(it -> it.key().name().equals(name)).findFirst();
        if (deployment.spec().get("paused").isTrue() && newest.isEmpty()) {
            return;
        }
        if (deployment.spec().get("strategy").get("type").text().equals("Recreate")) {
            recreate(deployment, name, newest, old);
        } else {
            roll(deployment, newest.orElseGet(() -> create(deployment, name)), old);
        }
        forgetOld(deployment, old);
    }

    private void recreate(StoredObject deployment, String name, Optional<StoredObject> newest, List<StoredObject> old) {
        old.stream().filter(it -> it.replicas() > 0).forEach(it -> scale(deployment, it, 0));
        if (old.stream().allMatch(it -> world.podsOf(it.key()).stream().noneMatch(PodState::isOnNode))) {
            scale(deployment, newest.orElseGet(() -> create(deployment, name)), deployment.replicas());
        }
    }

    private void roll(StoredObject deployment, StoredObject newest, List<StoredObject> old) {
        var bounds = RollBounds.of(deployment);
        int desired = deployment.replicas();
        int inOld = old.stream().mapToInt(StoredObject::replicas).sum();
        int target = Math.min(desired, Math.max(newest.replicas(), desired + bounds.surge() - inOld));
        scale(deployment, newest, target);
        if (inOld > 0) {
            shrink(deployment, target, old, desired - bounds.unavailable());
        }
    }

    /** Takes from the old sets what is not needed for the demanded availability, their unready Pods first. */
    private void shrink(StoredObject deployment, int inNew, List<StoredObject> old, int minimum) {
        var newest = world.ownedBy(deployment.key()).stream()
                .filter(it -> !old.contains(it))
                .toList();
        int readyNew = newest.stream().mapToInt(it -> ready(it.key())).sum();
        int unreadyNew = inNew - readyNew;
        int total = inNew + old.stream().mapToInt(StoredObject::replicas).sum();
        int removable = Math.max(0, total - minimum - unreadyNew);
        for (var set : oldestFirst(old)) {
            int unready = set.replicas() - Math.min(set.replicas(), ready(set.key()));
            int cut = Math.min(unready, removable);
            removable -= cut;
            if (cut > 0) {
                scale(deployment, set, set.replicas() - cut);
            }
        }
        int spare = readyNew + old.stream().mapToInt(it -> ready(it.key())).sum() - minimum;
        for (var set : oldestFirst(world.ownedBy(deployment.key()))) {
            if (old.stream().anyMatch(it -> it.key().equals(set.key())) && spare > 0 && set.replicas() > 0) {
                int cut = Math.min(spare, set.replicas());
                spare -= cut;
                scale(deployment, set, set.replicas() - cut);
            }
        }
    }

    private static List<StoredObject> oldestFirst(List<StoredObject> sets) {
        return sets.stream().sorted(Comparator.comparing(StoredObject::uid)).toList();
    }

    private int ready(ObjectKey set) {
        return (int)
                world.podsOf(set).stream().filter(it -> it.isReady(world.now())).count();
    }

    private StoredObject create(StoredObject deployment, String name) {
        var hash = name.substring(deployment.key().name().length() + 1);
        var key = new ObjectKey("ReplicaSet", deployment.key().namespace(), name);
        var metadata = new LinkedHashMap<String, Value>();
        metadata.put("name", Value.of(name));
        metadata.put("namespace", Value.of(key.namespace()));
        var template = deployment.template();
        var labels = template.get("metadata").get("labels").with(HASH_LABEL, Value.of(hash));
        var spec = Value.of(new LinkedHashMap<String, Value>())
                .with("replicas", Value.of(0))
                .with(
                        "template",
                        template.with("metadata", template.get("metadata").with("labels", labels)));
        var manifest = Value.of(metadata);
        return world.create(
                key,
                Value.of(new LinkedHashMap<String, Value>())
                        .with("apiVersion", Value.of("apps/v1"))
                        .with("kind", Value.of("ReplicaSet"))
                        .with("metadata", manifest)
                        .with("spec", spec),
                deployment.key(),
                new Progress.Nothing());
    }

    private void scale(StoredObject deployment, StoredObject set, int replicas) {
        int before = set.replicas();
        if (before == replicas) {
            return;
        }
        world.put(set.withReplicas(replicas));
        world.normal(
                deployment.key(),
                SOURCE,
                "ScalingReplicaSet",
                "Scaled " + (replicas > before ? "up" : "down") + " replica set "
                        + set.key().name() + " from " + before + " to " + replicas);
    }

    private void forgetOld(StoredObject deployment, List<StoredObject> old) {
        var empty = old.stream()
                .filter(it -> it.replicas() == 0 && world.podsOf(it.key()).isEmpty())
                .sorted(Comparator.comparing(StoredObject::uid))
                .toList();
        int tooMany = empty.size() - deployment.number("revisionHistoryLimit", DEFAULT_HISTORY);
        for (int i = 0; i < tooMany; i++) {
            world.remove(empty.get(i).key());
        }
    }
}
