package dev.gkelocal.autopilot.service.mirror;

import dev.gkelocal.autopilot.core.cluster.PodState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a Pod, from what both clusters say of it.
 *
 * @param simulatedNodes that the real cluster shows
 * @param home a real node for a Pod; empty where none could run it
 */
record Decisions(
        Set<String> simulatedNodes, Function<RealPod, Optional<String>> home, Function<RealPod, Duration> onOffer) {
    /** Kube-scheduler has had its chance. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String SPOT_END = "Terminated";
    private static final int SPOT_GRACE_SECONDS = 25;
    private static final int OWN_GRACE = -1;

    Decisions {
        simulatedNodes = Set.copyOf(simulatedNodes);
    }

    boolean isPlayed(RealPod real) {
        return real.node().isEmpty() ? home.apply(real).isEmpty() : simulatedNodes.contains(real.node());
    }

    /**
     * @param simulated null = not in the simulated cluster
     * @param known it was in the simulated cluster before
     */
    List<Action> about(RealPod real, @Nullable PodState simulated, boolean known, Instant simulatedNow) {
        if (real.isLeaving()) {
            return simulatedNodes.contains(real.node()) ? List.of(new Action.Bury(real)) : List.of();
        }
        if (real.hasEnded()) {
            return List.of();
        }
        if (simulated == null) {
            return known ? List.of(new Action.Evict(real, OWN_GRACE)) : List.of();
        }
        return switch (simulated.stage()) {
            case PENDING -> waiting(real, simulated);
            case CREATING, RUNNING -> placed(real, simulated, simulatedNow);
            case TERMINATING -> List.of(evict(real, simulated));
            case SUCCEEDED, FAILED ->
                isPlayed(real) && !real.node().isEmpty()
                        ? List.of(play(real, simulated, simulatedNow))
                        : List.of(evict(real, simulated));
        };
    }

    private static Action evict(RealPod real, PodState simulated) {
        return new Action.Evict(real, simulated.reason().equals(SPOT_END) ? SPOT_GRACE_SECONDS : OWN_GRACE);
    }

    private static List<Action> waiting(RealPod real, PodState simulated) {
        var message = simulated.message();
        return real.isGated() && !message.isEmpty() && !message.equals(real.obstacle())
                ? List.of(new Action.Tell(real, message))
                : List.of();
    }

    private List<Action> placed(RealPod real, PodState simulated, Instant simulatedNow) {
        var node = simulated.node();
        if (real.isGated()) {
            return List.of(new Action.Release(real, node));
        }
        var actions = new ArrayList<Action>();
        if (!real.simulatedNode().equals(node)) {
            actions.add(new Action.Note(real, node));
        }
        if (real.node().isEmpty()) {
            bind(real, node).ifPresent(actions::add);
        } else if (simulatedNodes.contains(real.node())) {
            actions.add(play(real, simulated, simulatedNow));
        }
        return actions;
    }

    /** A Pod that cannot run here goes to its simulated node; for others kube-scheduler is asked first. */
    private Optional<Action> bind(RealPod real, String node) {
        var at = home.apply(real);
        if (at.isEmpty()) {
            return simulatedNodes.contains(node) ? Optional.of(new Action.Bind(real, node)) : Optional.empty();
        }
        var refused = !real.obstacle().isEmpty() && onOffer.apply(real).compareTo(PATIENCE) > 0;
        return refused && !real.hasClaims() ? Optional.of(new Action.Bind(real, at.get())) : Optional.empty();
    }

    private static Action play(RealPod real, PodState simulated, Instant simulatedNow) {
        return new Action.Play(
                real, simulated.stage(), simulated.isReady(simulatedNow), simulated.reason(), simulated.message());
    }
}
