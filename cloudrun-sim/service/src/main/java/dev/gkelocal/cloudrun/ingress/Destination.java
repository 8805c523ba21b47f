package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.contracts.ServiceName;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Where an address leads: to one revision by tag, or to several by percent. */
final class Destination {
    private static final int PERCENT = 100;

    final ServiceName service;
    private final RevisionLane[] lanes;
    /** Exclusive upper bounds of each lane's share of 100. */
    private final int[] bounds;

    Destination(ServiceName service, List<Share> shares) {
        this.service = service;
        this.lanes = new RevisionLane[shares.size()];
        this.bounds = new int[shares.size()];
        var sum = 0;
        for (int i = 0; i < lanes.length; i++) {
            sum += shares.get(i).percent;
            lanes[i] = shares.get(i).lane;
            bounds[i] = sum;
        }
    }

    /** Random by percent, anew for each request (cloudrun sheet 4.2); null when no revision serves. */
    @Nullable
    RevisionLane pick(RandomGenerator random) {
        if (lanes.length < 2) {
            return lanes.length == 0 ? null : lanes[0];
        }
        var at = random.nextInt(PERCENT);
        for (int i = 0; i < lanes.length; i++) {
            if (at < bounds[i]) {
                return lanes[i];
            }
        }
        return null;
    }

    record Share(RevisionLane lane, int percent) {}
}
