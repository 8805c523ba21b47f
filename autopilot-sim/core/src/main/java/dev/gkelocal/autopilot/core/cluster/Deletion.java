package dev.gkelocal.autopilot.core.cluster;

/** Deletes objects with all that belongs to them. */
final class Deletion {
    private final World world;
    private final Pods pods;

    Deletion(World world, Pods pods) {
        this.world = world;
        this.pods = pods;
    }

    void delete(ObjectKey key) {
        world.ownedBy(key).forEach(it -> delete(it.key()));
        world.remove(key);
        for (var pod : world.podsOf(key)) {
            pods.stop(pod);
            world.pod(pod.uid()).filter(it -> !it.isOnNode()).ifPresent(world::remove);
        }
    }

    /** With everything in it. */
    void deleteNamespace(String namespace) {
        world.objects().stream()
                .map(StoredObject::key)
                .filter(it -> it.namespace().equals(namespace))
                .toList()
                .forEach(this::delete);
        world.pods().stream()
                .filter(it -> it.namespace().equals(namespace))
                .toList()
                .forEach(pods::stop);
    }
}
