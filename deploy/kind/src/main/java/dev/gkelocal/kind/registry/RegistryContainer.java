package dev.gkelocal.kind.registry;

import dev.gkelocal.embedded.process.PortHolder;
import dev.gkelocal.kind.engine.Container;
import dev.gkelocal.kind.engine.Engine;
import dev.gkelocal.kind.engine.Ran;
import dev.gkelocal.kind.engine.Trouble;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The container of a registry: finding it, making it, and whose it is. */
final class RegistryContainer {
    /** Where every registry image listens and keeps its images. */
    static final int PORT = 5000;

    static final String STORAGE = "/var/lib/registry";
    private static final String LABEL = "gke-local.dev/registry";

    private final Engine engine;
    private final RegistrySettings settings;

    RegistryContainer(Engine engine, RegistrySettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /** @param hosting what the cluster names, if it is there to be asked */
    Optional<Container> find(Optional<Hosting> hosting) {
        return hosting.flatMap(it -> port(it.host()))
                .flatMap(engine::publisherOf)
                .filter(RegistryContainer::isRegistry)
                .or(() -> engine.container(settings.container()).map(this::requireRegistry));
    }

    /** Makes it, or starts it. */
    Container start(Optional<Hosting> hosting) {
        var found = find(hosting);
        if (found.isEmpty()) {
            requireFreePort();
            make();
        } else if (!found.get().isRunning()) {
            engine.start(List.of(found.get().name()));
        }
        return find(hosting)
                .orElseThrow(() -> new Trouble(
                        Trouble.Kind.FAILED,
                        "the container " + settings.container() + " is gone as soon as it is made"));
    }

    static boolean isOurs(Container container) {
        return container.labels().containsKey(LABEL);
    }

    static String name(Container container) {
        return "localhost:" + container.published().getOrDefault(PORT, 0);
    }

    private static boolean isRegistry(Container container) {
        return container.published().containsKey(PORT);
    }

    private Container requireRegistry(Container container) {
        if (!isRegistry(container)) {
            throw new Trouble(
                    Trouble.Kind.PRECONDITION,
                    "there is a container %s (of image %s) that is no registry: nothing of it is published for port %d; remove or rename it, or choose another cluster.name"
                            .formatted(container.name(), container.image(), PORT));
        }
        return container;
    }

    private void requireFreePort() {
        var publisher = engine.publisherOf(settings.port()).map(it -> "the container " + it.name());
        var holder = publisher.or(() ->
                PortHolder.of(settings.port()).map(it -> "process %d (%s)".formatted(it.pid(), it.command())));
        holder.ifPresent(it -> {
            throw new Trouble(
                    Trouble.Kind.PRECONDITION,
                    "port %d is taken by %s; choose another with cluster.registry_port".formatted(settings.port(), it));
        });
    }

    private void make() {
        var name = settings.container();
        var ran = engine.ask(
                "run",
                "--detach",
                "--restart=unless-stopped",
                "--name=" + name,
                "--label=" + LABEL + "=" + settings.cluster(),
                "--publish=127.0.0.1:" + settings.port() + ":" + PORT,
                "--volume=" + name + ":" + STORAGE,
                "--env=REGISTRY_STORAGE_DELETE_ENABLED=true",
                settings.image());
        if (!ran.ok()) {
            engine.ask("rm", "--force", name);
            throw new Trouble(Trouble.Kind.FAILED, explain(ran));
        }
    }

    private String explain(Ran ran) {
        var words = ran.lastWords();
        var lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left")) {
            return "the engine's disk is full: `docker system df` shows by what, `docker system prune` frees what is unused\n"
                    + words;
        }
        if (lower.contains("unable to find image") || lower.contains("pull access denied")) {
            return "the image %s cannot be had: check the network, load it (`docker load`), or name another with cluster.registry_image\n%s"
                    .formatted(settings.image(), words);
        }
        return "the registry cannot be started\n" + words;
    }

    /** The port of {@code localhost:PORT}. */
    private static Optional<Integer> port(String host) {
        var parts = host.split(":", 2);
        boolean here = parts[0].equals("localhost") || parts[0].startsWith("127.");
        return parts.length == 2 && here && parts[1].matches("\\d{1,5}")
                ? Optional.of(Integer.parseInt(parts[1]))
                : Optional.empty();
    }
}
