package dev.gkelocal.autopilot.core.cluster;

import java.util.Comparator;
import java.util.List;

/** Keeps the number of Pods of a ReplicaSet. */
final class ReplicaSetController implements Controller {
    static final String SOURCE = "replicaset-controller";

    private final World world;
    private final Pods pods;

    ReplicaSetController(World world, Pods pods) {
        this.world = world;
        this.pods = pods;
    }

    @Override
    public void reconcile(StoredObject set) {
        var active = world.podsOf(set.key()).stream().filter(PodState::isActive).toList();
        int missing = set.replicas() - active.size();
        for (int i = 0; i < missing; i++) {
            create(set);
        }
        if (missing < 0) {
            leastWorth(active).subList(0, -missing).forEach(it -> stop(set, it));
        }
        world.wake(set.owner());
    }

    private void create(StoredObject set) {
        var name = set.key().name() + "-" + world.draw.letters(set.uid() + world.nextSequence(), 5);
        pods.create(set.key(), set.key().namespace(), name, set.template(), -1, "");
        world.normal(set.key(), SOURCE, "SuccessfulCreate", "Created pod: " + name);
    }

    private void stop(StoredObject set, PodState pod) {
        pods.stop(pod);
        world.normal(set.key(), SOURCE, "SuccessfulDelete", "Deleted pod: " + pod.name());
    }

    /** Unscheduled before starting before unready before ready ones, and among equals the newest first. */
    private List<PodState> leastWorth(List<PodState> active) {
        return active.stream()
                .sorted(Comparator.comparingInt(this::worth)
                        .thenComparing(it -> it.times().created(), Comparator.reverseOrder())
                        .thenComparing(PodState::uid, Comparator.reverseOrder()))
                .toList();
    }

    private int worth(PodState pod) {
        return switch (pod.stage()) {
            case PENDING -> 0;
            case CREATING -> 1;
            case RUNNING -> pod.isReady(world.now()) ? 3 : 2;
            case TERMINATING, SUCCEEDED, FAILED -> 0;
        };
    }
}
