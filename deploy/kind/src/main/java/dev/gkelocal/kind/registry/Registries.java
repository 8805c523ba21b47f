package dev.gkelocal.kind.registry;

import dev.gkelocal.images.registry.Registry;
import dev.gkelocal.images.registry.RegistryFailure;
import dev.gkelocal.kind.engine.Container;
import dev.gkelocal.kind.engine.Engine;
import dev.gkelocal.kind.engine.Programs;
import dev.gkelocal.kind.engine.Trouble;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The registry beside a cluster. One that the cluster already names is used, whoever made it; else ours is a container
 * {@code CLUSTER-registry}. What cannot be had ends in {@link Trouble}.
 */
public final class Registries {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Programs programs;

    /** @param environment with the user's PATH */
    public Registries(Map<String, String> environment) {
        this.programs = new Programs(environment);
    }

    /** Makes sure that the registry runs and that the cluster uses it. */
    public RegistryAccess ensure(RegistrySettings settings, KubernetesClient cluster, Consumer<String> told) {
        start(settings, cluster, told);
        return connect(settings, cluster, told);
    }

    /**
     * Makes sure that the registry runs.
     *
     * @param cluster null when there is none yet
     */
    public RegistryAccess start(RegistrySettings settings, @Nullable KubernetesClient cluster, Consumer<String> told) {
        var engine = Engine.running(programs, settings.engine());
        var hosting = hosting(cluster);
        var containers = new RegistryContainer(engine, settings);
        boolean ran = containers.find(hosting).filter(Container::isRunning).isPresent();
        var container = containers.start(hosting);
        requireAnswer(container, engine);
        told.accept("Registry %s %s at %s"
                .formatted(container.name(), ran ? "runs" : "was started", RegistryContainer.name(container)));
        return access(container);
    }

    /** Makes the cluster use the registry, which must run. */
    public RegistryAccess connect(RegistrySettings settings, KubernetesClient cluster, Consumer<String> told) {
        var engine = Engine.running(programs, settings.engine());
        var container = running(settings, engine, hosting(cluster));
        var done = new Wiring(engine, settings.cluster()).connect(container, cluster);
        done.forEach(it -> told.accept("  " + it));
        return access(container);
    }

    /**
     * Stops it; its images are kept.
     *
     * @param force stops one that others made, too
     * @return false when it did not run
     */
    public boolean stop(RegistrySettings settings, @Nullable KubernetesClient cluster, boolean force) {
        var engine = Engine.running(programs, settings.engine());
        var found = new RegistryContainer(engine, settings).find(hosting(cluster));
        if (found.isEmpty() || !found.get().isRunning()) {
            return false;
        }
        requireOurs(found.get(), force, "stop");
        engine.stop(List.of(found.get().name()));
        return true;
    }

    public RegistryStatus status(RegistrySettings settings, @Nullable KubernetesClient cluster) {
        var engine = Engine.running(programs, settings.engine());
        var hosting = hosting(cluster);
        var found = new RegistryContainer(engine, settings).find(hosting);
        if (found.isEmpty()) {
            return new RegistryStatus(null, "", false, false);
        }
        var container = found.get();
        return new RegistryStatus(
                access(container),
                container.state(),
                container.isRunning() && answers(container),
                new Wiring(engine, settings.cluster()).isConnected(container, hosting));
    }

    /** The shelves of the registry, which must run. */
    public Shelves shelves(RegistrySettings settings, @Nullable KubernetesClient cluster) {
        var engine = Engine.running(programs, settings.engine());
        var container = running(settings, engine, hosting(cluster));
        return new Shelves(engine, container, Registry.at(RegistryContainer.name(container)));
    }

    static void requireOurs(Container container, boolean force, String verb) {
        if (!RegistryContainer.isOurs(container) && !force) {
            throw new Trouble(
                    Trouble.Kind.PRECONDITION,
                    "registry %s was not made by gke-local; --force to %s it all the same"
                            .formatted(container.name(), verb));
        }
    }

    private static RegistryAccess access(Container container) {
        return new RegistryAccess(
                RegistryContainer.name(container),
                container.name(),
                "http://" + container.name() + ":" + RegistryContainer.PORT,
                RegistryContainer.isOurs(container));
    }

    private static Container running(RegistrySettings settings, Engine engine, Optional<Hosting> hosting) {
        return new RegistryContainer(engine, settings)
                .find(hosting)
                .filter(Container::isRunning)
                .orElseThrow(() -> new Trouble(
                        Trouble.Kind.PRECONDITION,
                        "the registry of cluster %s is not running; `gke-local registry start` starts it"
                                .formatted(settings.cluster())));
    }

    /** A cluster that does not answer names nothing. */
    private static Optional<Hosting> hosting(@Nullable KubernetesClient cluster) {
        try {
            return cluster == null ? Optional.empty() : Hosting.read(cluster);
        } catch (KubernetesClientException _) {
            return Optional.empty();
        }
    }

    private static void requireAnswer(Container container, Engine engine) {
        long deadline = System.nanoTime() + ANSWER_LIMIT.toNanos();
        while (!answers(container)) {
            if (System.nanoTime() >= deadline) {
                throw new Trouble(
                        Trouble.Kind.TIMED_OUT,
                        "the registry at %s does not answer; its last words: %s"
                                .formatted(
                                        RegistryContainer.name(container),
                                        engine.ask("logs", "--tail", "5", container.name())
                                                .lastWords()));
            }
            pause();
        }
    }

    private static boolean answers(Container container) {
        try {
            Registry.at(RegistryContainer.name(container)).ping();
            return true;
        } catch (RegistryFailure _) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Trouble(Trouble.Kind.FAILED, "waiting for the registry was interrupted", interrupted);
        }
    }
}
