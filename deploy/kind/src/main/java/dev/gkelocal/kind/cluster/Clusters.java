package dev.gkelocal.kind.cluster;

import dev.gkelocal.kind.engine.Engine;
import dev.gkelocal.kind.engine.Programs;
import dev.gkelocal.kind.engine.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Kind clusters of this machine. Every method asks Kind and the container engine anew; what cannot be had ends in {@link Trouble}.
 * A cluster that others made is used when it runs, and never changed.
 */
public final class Clusters {
    private final Programs programs;
    private final Path notes;

    /**
     * @param environment with PATH, HOME and KUBECONFIG of the user
     * @param notes a folder in which processes tell each other what they are doing to a cluster
     */
    public Clusters(Map<String, String> environment, Path notes) {
        this.programs = new Programs(environment);
        this.notes = notes;
    }

    public ClusterStatus status(ClusterSettings settings) {
        return observation(settings).look(WorkNote.seen(notes, settings.name()));
    }

    /** Makes the cluster, or what is missing of it, and waits until all its nodes are ready. */
    public Ensured ensure(ClusterSettings settings, Duration atMost, Consumer<ClusterEvent> told) {
        return telling(settings, told, ClusterState.CREATING, () -> made(settings, atMost, told));
    }

    /**
     * Deletes the cluster with everything in it; its registry stays.
     *
     * @param force deletes one that others made, too
     * @return false when there was none
     */
    public boolean delete(ClusterSettings settings, boolean force, Consumer<ClusterEvent> told) {
        return telling(settings, told, ClusterState.DELETING, () -> deleted(settings, force, told));
    }

    /** Deletes and makes it. */
    public Ensured reset(ClusterSettings settings, boolean force, Duration atMost, Consumer<ClusterEvent> told) {
        delete(settings, force, told);
        return ensure(settings, atMost, told);
    }

    /**
     * Stops the nodes; {@link #ensure} starts them again, with everything in them.
     *
     * @return false when none ran
     */
    public boolean stop(ClusterSettings settings, boolean force, Consumer<ClusterEvent> told) {
        return telling(settings, told, ClusterState.STOPPING, () -> stopped(settings, force, told));
    }

    /** Waits for a cluster that someone makes or starts; trouble when there is none, or not in time. */
    public ClusterStatus awaitReady(ClusterSettings settings, Duration atMost, Consumer<ClusterEvent> told) {
        var watch = new Watch(() -> status(settings), told);
        var seen = Readiness.await(watch::look, atMost, told);
        if (seen.state() == ClusterState.NOT_EXISTS) {
            throw new Trouble(Trouble.Kind.NOT_FOUND, absent(settings));
        }
        if (!seen.isReady()) {
            throw new Trouble(
                    Trouble.Kind.TIMED_OUT,
                    "cluster %s is still %s after %d s: %s"
                            .formatted(
                                    settings.name(),
                                    seen.state().word(),
                                    atMost.toSeconds(),
                                    String.join("; ", seen.unhealthy())));
        }
        return seen;
    }

    /** Whom its API server asks for permission. */
    public Authorization.State authorizationOf(ClusterSettings settings) {
        return Authorization.of(Engine.running(programs, settings.engine()), settings.name())
                .map(Authorization::state)
                .orElse(Authorization.State.NONE);
    }

    /** A kubeconfig for this cluster alone. */
    public String kubeconfig(ClusterSettings settings) {
        var observation = observation(settings);
        if (observation.containers().isEmpty()) {
            throw new Trouble(Trouble.Kind.NOT_FOUND, absent(settings));
        }
        return observation
                .kubeconfig()
                .orElseThrow(() -> new Trouble(
                        Trouble.Kind.PRECONDITION,
                        "the control plane of cluster %s is not running; `gke-local cluster create` starts it"
                                .formatted(settings.name())));
    }

    private static String absent(ClusterSettings settings) {
        return "there is no cluster %s; `gke-local cluster create` makes it".formatted(settings.name());
    }

    private Ensured made(ClusterSettings settings, Duration atMost, Consumer<ClusterEvent> told) {
        var engine = Engine.running(programs, settings.engine());
        var kind = KindProgram.find(programs, settings.kindBinary(), settings.engine());
        var observation = new Observation(engine, kind, settings, programs.environment());
        return new Making(engine, kind, observation, settings, authorization(settings), atMost, told).run();
    }

    private boolean deleted(ClusterSettings settings, boolean force, Consumer<ClusterEvent> told) {
        var engine = Engine.running(programs, settings.engine());
        var kind = KindProgram.find(programs, settings.kindBinary(), settings.engine());
        var observation = new Observation(engine, kind, settings, programs.environment());
        var seen = observation.look(Optional.empty());
        if (!seen.exists() && observation.containers().isEmpty()) {
            return false;
        }
        requireOurs(seen, force, "delete");
        told.accept(new ClusterEvent.Deleting(settings.name()));
        kind.delete(settings.name());
        engine.remove(observation.containers().stream().map(it -> it.name()).toList());
        authorization(settings).delete();
        told.accept(new ClusterEvent.Deleted(settings.name()));
        told.accept(new ClusterEvent.StateChanged(settings.name(), seen.state(), ClusterState.NOT_EXISTS));
        return true;
    }

    private boolean stopped(ClusterSettings settings, boolean force, Consumer<ClusterEvent> told) {
        var engine = Engine.running(programs, settings.engine());
        var seen = observation(settings).look(Optional.empty());
        var running = seen.nodes().stream()
                .filter(NodeStatus::isRunning)
                .map(NodeStatus::name)
                .toList();
        if (running.isEmpty()) {
            return false;
        }
        requireOurs(seen, force, "stop");
        told.accept(new ClusterEvent.StateChanged(settings.name(), seen.state(), ClusterState.STOPPING));
        engine.stop(running);
        told.accept(new ClusterEvent.StateChanged(settings.name(), ClusterState.STOPPING, ClusterState.STOPPED));
        return true;
    }

    private static void requireOurs(ClusterStatus seen, boolean force, String verb) {
        if (!seen.isOurs() && !force) {
            throw new Trouble(
                    Trouble.Kind.PRECONDITION,
                    "cluster %s was not made by gke-local; --force %ss it all the same".formatted(seen.name(), verb));
        }
    }

    private <T> T telling(
            ClusterSettings settings,
            Consumer<ClusterEvent> told,
            ClusterState work,
            java.util.function.Supplier<T> action) {
        try (var ignored = WorkNote.begin(notes, settings.name(), work)) {
            return action.get();
        } catch (Trouble trouble) {
            told.accept(new ClusterEvent.Failed(settings.name(), trouble.sentence()));
            throw trouble;
        }
    }

    private AuthorizationFolder authorization(ClusterSettings settings) {
        return AuthorizationFolder.of(programs.environment(), settings.name());
    }

    private Observation observation(ClusterSettings settings) {
        var engine = Engine.running(programs, settings.engine());
        var kind = KindProgram.find(programs, settings.kindBinary(), settings.engine());
        return new Observation(engine, kind, settings, programs.environment());
    }
}
