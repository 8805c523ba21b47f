package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes that know resources, Pod slots, the taint of GPU nodes and anti-affinity of a batch to itself, nothing else. */
public final class FreeRoom implements Bins {
    private static final class Room {
        private long milliCpu;
        private long memoryBytes;
        private long ephemeralBytes;
        private int slots;
        private final Map<String, Long> extended;
        private final Set<String> loners = new HashSet<>();

        Room(NodeOffer node) {
            milliCpu = node.free().milliCpu();
            memoryBytes = node.free().memoryBytes();
            ephemeralBytes = node.free().ephemeralBytes();
            slots = node.podSlots();
            extended = new HashMap<>(node.free().extended());
        }

        boolean holds(Resources asked) {
            return slots > 0
                    && milliCpu >= asked.milliCpu()
                    && memoryBytes >= asked.memoryBytes()
                    && ephemeralBytes >= asked.ephemeralBytes()
                    && asked.extended().entrySet().stream()
                            .allMatch(it -> extended.getOrDefault(it.getKey(), 0L) >= it.getValue());
        }

        void take(Resources asked) {
            slots--;
            milliCpu -= asked.milliCpu();
            memoryBytes -= asked.memoryBytes();
            ephemeralBytes -= asked.ephemeralBytes();
            asked.extended().forEach((name, amount) -> extended.merge(name, -amount, Long::sum));
        }
    }

    private final NodeOffer node;
    private final List<Room> rooms = new ArrayList<>();

    public FreeRoom(NodeOffer node) {
        this.node = node;
    }

    @Override
    public void open() {
        rooms.add(new Room(node));
    }

    @Override
    public boolean place(PodBatch batch, int index) {
        var room = rooms.get(index);
        if (!isWelcome(batch) || !room.holds(batch.requests())) {
            return false;
        }
        if (batch.onePerNode() && !room.loners.add(batch.name())) {
            return false;
        }
        room.take(batch.requests());
        return true;
    }

    /** GPU nodes are tainted against Pods without GPUs; a named type must be the node's. */
    private boolean isWelcome(PodBatch batch) {
        if (batch.gpus() == 0) {
            return node.accelerators().gpus() == 0;
        }
        return batch.gpuType().isEmpty()
                || batch.gpuType().equals(node.accelerators().gpuType());
    }
}
