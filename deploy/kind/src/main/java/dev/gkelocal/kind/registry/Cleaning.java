package dev.gkelocal.kind.registry;

import dev.gkelocal.images.registry.Descriptor;
import dev.gkelocal.images.registry.StoredManifest;
import dev.gkelocal.kind.engine.Container;
import dev.gkelocal.kind.engine.Engine;
import dev.gkelocal.kind.engine.Ran;
import dev.gkelocal.kind.engine.Trouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Frees a registry's disk: manifests are deleted through its API, then their blobs by its own garbage collection, which wants that nobody
 * pushes meanwhile (Distribution's documentation, "Garbage collection"), so the registry is stopped for it. Never with
 * {@code --delete-untagged}: up to release 2.8 that takes the parts of images for several platforms with it.
 */
public final class Cleaning {
    private final Shelves shelves;
    private final Engine engine;
    private final Container container;

    public Cleaning(Shelves shelves) {
        this.shelves = shelves;
        this.engine = shelves.engine();
        this.container = shelves.container();
    }

    /** @param keep newest tags of each repository */
    public CleanupPlan plan(InUse inUse, int keep) {
        var storage = Storage.read(engine, container);
        return CleanupPlan.of(storage, contents(storage), inUse, keep);
    }

    /**
     * Carries the plan out.
     *
     * @param force in a registry that others made, too
     */
    public void run(CleanupPlan plan, boolean force, Consumer<String> told) {
        Registries.requireOurs(container, force, "clean");
        var collect = collection();
        told.accept("Deleting %d manifests".formatted(plan.removed().size()));
        Shelves.asking(() -> {
            for (var revision : plan.removed()) {
                shelves.registry().delete(revision.repository(), revision.digest());
            }
            return true;
        });
        told.accept("Collecting garbage; the registry is away meanwhile");
        engine.stop(List.of(container.name()));
        Ran ran;
        try {
            ran = engine.ask(collect.toArray(String[]::new));
        } finally {
            engine.start(List.of(container.name()));
        }
        if (!ran.ok()) {
            throw new Trouble(
                    Trouble.Kind.FAILED,
                    "the registry's garbage collection failed; it runs again, and what was deleted is no longer offered\n"
                            + ran.lastWords());
        }
    }

    /** A container like the registry's, over its folders, that collects and ends. */
    private List<String> collection() {
        var config = container.command().stream()
                .filter(word -> word.endsWith(".yml") || word.endsWith(".yaml"))
                .findFirst();
        if (config.isEmpty() || container.mounts().isEmpty()) {
            throw new Trouble(
                    Trouble.Kind.PRECONDITION,
                    "cannot tell how registry %s (of image %s) collects garbage: it names no configuration file, or keeps its images inside the container"
                            .formatted(container.name(), container.image()));
        }
        var words = new ArrayList<>(List.of("run", "--rm", "--volumes-from", container.name()));
        container.environment().stream()
                .filter(it -> it.startsWith("REGISTRY_"))
                .forEach(it -> words.add("--env=" + it));
        var program = program();
        words.add("--entrypoint=" + program);
        words.addAll(List.of(container.image(), "garbage-collect", config.get()));
        return words;
    }

    /** The word before {@code serve}, or a script that starts the registry by itself. */
    private String program() {
        int serve = container.command().indexOf("serve");
        return container.command().get(Math.max(0, serve - 1));
    }

    private Map<CleanupPlan.Revision, CleanupPlan.Content> contents(Storage storage) {
        return Shelves.asking(() -> {
            var contents = new HashMap<CleanupPlan.Revision, CleanupPlan.Content>();
            for (var shelf : storage.repositories().entrySet()) {
                for (var digest : shelf.getValue().revisions()) {
                    var manifest = shelves.registry().manifest(shelf.getKey(), digest);
                    if (manifest.isPresent()) {
                        contents.put(new CleanupPlan.Revision(shelf.getKey(), digest), content(manifest.get()));
                    }
                }
            }
            return contents;
        });
    }

    private static CleanupPlan.Content content(StoredManifest manifest) {
        var blobs = new HashMap<String, Long>();
        blobs.put(manifest.descriptor().digest(), manifest.descriptor().size());
        manifest.config().ifPresent(it -> blobs.put(it.digest(), it.size()));
        manifest.layers().forEach(it -> blobs.put(it.digest(), it.size()));
        Set<String> children =
                manifest.manifests().stream().map(Descriptor::digest).collect(Collectors.toSet());
        return new CleanupPlan.Content(blobs, children);
    }
}
