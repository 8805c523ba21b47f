package dev.gkelocal.kind.cluster;

import dev.gkelocal.kind.engine.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Waits for a cluster to be ready. */
final class Readiness {
    private static final Duration PAUSE = Duration.ofMillis(1000);

    private Readiness() {}

    /** The last look: ready, or as it was when the time was up, or when no waiting will help. */
    static ClusterStatus await(Supplier<ClusterStatus> look, Duration atMost, Consumer<ClusterEvent> told) {
        long deadline = System.nanoTime() + atMost.toNanos();
        List<String> complained = List.of();
        while (true) {
            var seen = look.get();
            if (seen.isReady() || isHopeless(seen) || System.nanoTime() >= deadline) {
                return seen;
            }
            if (!seen.unhealthy().equals(complained)) {
                complained = seen.unhealthy();
                told.accept(new ClusterEvent.UnhealthyNodes(seen.name(), complained));
            }
            pause();
        }
    }

    private static boolean isHopeless(ClusterStatus seen) {
        return seen.state() == ClusterState.NOT_EXISTS
                || seen.nodes().stream().anyMatch(it -> it.container().equals(NodeStatus.GONE));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Trouble(Trouble.Kind.FAILED, "waiting for the cluster was interrupted", interrupted);
        }
    }
}
