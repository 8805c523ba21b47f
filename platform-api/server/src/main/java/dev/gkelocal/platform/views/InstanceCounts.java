package dev.gkelocal.platform.views;

import dev.gkelocal.contracts.cloudrun.InstanceState;
import java.util.Collection;

/** How many instances there are, by phase. Those that stopped do not count. */
public record InstanceCounts(int starting, int active, int idle, int draining) {
    static final InstanceCounts NONE = new InstanceCounts(0, 0, 0, 0);

    static InstanceCounts of(Collection<InstanceState> instances) {
        return instances.stream().map(InstanceCounts::one).reduce(NONE, InstanceCounts::plus);
    }

    private static InstanceCounts one(InstanceState instance) {
        return switch (instance.phase()) {
            case STARTING -> new InstanceCounts(1, 0, 0, 0);
            case ACTIVE -> new InstanceCounts(0, 1, 0, 0);
            case IDLE -> new InstanceCounts(0, 0, 1, 0);
            case DRAINING -> new InstanceCounts(0, 0, 0, 1);
            case STOPPED -> NONE;
        };
    }

    private InstanceCounts plus(InstanceCounts other) {
        return new InstanceCounts(
                starting + other.starting, active + other.active, idle + other.idle, draining + other.draining);
    }
}
