package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.choice.ClusterUse.Requests;
import java.util.Map;

/**
 * What later Pods will probably use of the room that a scale-up leaves: the free amounts, cut to the shape of the Pods of
 * the cluster, half of it, and for several nodes no more than a share of what is pending (autopilot sheet 3.3).
 */
final class Reclaimable {
    /** Part of unused room that is thought to find a use. */
    private static final double REUSABLE = 0.5;

    /** How much more pending Pods tell about coming ones than running Pods do. */
    private static final long PENDING_WEIGHT = 2;

    private final int nodes;
    private final Requests pending;
    private final double memoryPerCpu;
    private final double ephemeralPerCpu;

    private Reclaimable(int nodes, Requests pending, Requests running) {
        this.nodes = nodes;
        this.pending = pending;
        var milliCpu = running.milliCpu() + PENDING_WEIGHT * pending.milliCpu() + 1;
        memoryPerCpu = (double) (running.memoryBytes() + PENDING_WEIGHT * pending.memoryBytes()) / milliCpu;
        ephemeralPerCpu = (double) (running.ephemeralBytes() + PENDING_WEIGHT * pending.ephemeralBytes()) / milliCpu;
    }

    static Resources of(Option option, Requests pending, Requests running) {
        return new Reclaimable(option.nodes(), pending, running)
                .within(option.group().node().free());
    }

    private Resources within(Resources free) {
        var reusable = reusable(new Requests(
                nodes * free.milliCpu() - pending.milliCpu(),
                nodes * free.memoryBytes() - pending.memoryBytes(),
                nodes * free.ephemeralBytes() - pending.ephemeralBytes()));
        var capped = nodes <= 1 ? reusable : capped(reusable);
        return new Resources(capped.milliCpu(), capped.memoryBytes(), capped.ephemeralBytes(), Map.of());
    }

    private Requests reusable(Requests wasted) {
        var memory = cropped(memoryPerCpu, wasted.memoryBytes(), wasted.milliCpu() + 1);
        var ephemeral = cropped(ephemeralPerCpu, wasted.ephemeralBytes(), wasted.milliCpu() + 1);
        var milliCpu = Math.min(memory.second, ephemeral.second);
        var rest = ephemeralPerCpu > 0
                ? cropped(memoryPerCpu / ephemeralPerCpu, memory.first, ephemeral.first)
                : new Pair(memory.first, ephemeral.first);
        return new Requests(half(milliCpu), half(rest.first), half(rest.second));
    }

    private Requests capped(Requests reusable) {
        var cap = cap(memoryPerCpu, pending.memoryBytes(), pending.milliCpu() + 1);
        var memory = cap.first;
        var milliCpu = cap.second;
        var ephemeral = 0L;
        if (ephemeralPerCpu > 0) {
            milliCpu =
                    Math.max(milliCpu, cap(ephemeralPerCpu, pending.ephemeralBytes(), pending.milliCpu() + 1).second);
            var both = cap(memoryPerCpu / ephemeralPerCpu, pending.memoryBytes(), pending.ephemeralBytes());
            memory = both.first;
            ephemeral = both.second;
        }
        return new Requests(
                Math.min(reusable.milliCpu(), milliCpu),
                Math.min(reusable.memoryBytes(), memory),
                Math.min(reusable.ephemeralBytes(), ephemeral));
    }

    private record Pair(long first, long second) {}

    /** Lowers one of the two amounts so that first : second becomes the ratio. */
    private static Pair cropped(double ratio, long first, long second) {
        if (ratio == 0) {
            return new Pair(0, second);
        }
        var now = (double) first / second;
        return now > ratio
                ? new Pair((long) (first * ratio / now), second)
                : new Pair(first, (long) (second * now / ratio));
    }

    /** The amount that is the scarcer one by the ratio, times nodes / (nodes - 1), half of it, and the other one to match. */
    private Pair cap(double ratio, long first, long second) {
        if ((double) first / second > ratio) {
            var capped = half((double) (first * nodes) / (nodes - 1));
            return new Pair(capped, (long) (capped / ratio));
        }
        var capped = half((double) (second * nodes) / (nodes - 1));
        return new Pair((long) (capped * ratio), capped);
    }

    private static long half(double amount) {
        return (long) (REUSABLE * amount);
    }
}
