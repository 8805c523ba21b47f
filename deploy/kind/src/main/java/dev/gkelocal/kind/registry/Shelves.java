package dev.gkelocal.kind.registry;

import dev.gkelocal.images.registry.Reference;
import dev.gkelocal.images.registry.Registry;
import dev.gkelocal.images.registry.RegistryFailure;
import dev.gkelocal.images.registry.StoredManifest;
import dev.gkelocal.kind.engine.Container;
import dev.gkelocal.kind.engine.Engine;
import dev.gkelocal.kind.engine.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a running registry holds: listing it, and carrying images between it and the container engine. */
public final class Shelves {
    private static final String OFFICIAL = "library/";

    private final Engine engine;
    private final Container container;
    private final Registry registry;

    Shelves(Engine engine, Container container, Registry registry) {
        this.engine = engine;
        this.container = container;
        this.registry = registry;
    }

    /**
     * A tag and what it stands for.
     *
     * @param bytes of its packed layers and configuration; of all platforms together in an index
     */
    public record Tagged(String repository, String tag, String digest, long bytes) {}

    /** Host and port that references to its images begin with. */
    public String name() {
        return registry.name();
    }

    /** By repository, then tag. */
    public List<Tagged> images() {
        return asking(() -> {
            var images = new ArrayList<Tagged>();
            for (var repository : registry.repositories()) {
                for (var tag : registry.tags(repository).stream().sorted().toList()) {
                    var manifest = registry.manifest(repository, tag);
                    if (manifest.isPresent()) {
                        var digest = manifest.get().descriptor().digest();
                        images.add(new Tagged(repository, tag, digest, bytes(repository, manifest.get())));
                    }
                }
            }
            return images;
        });
    }

    private long bytes(String repository, StoredManifest manifest) throws RegistryFailure {
        long bytes = manifest.packedSize();
        for (var entry : manifest.manifests()) {
            bytes += registry.manifest(repository, entry.digest())
                    .map(StoredManifest::packedSize)
                    .orElse(0L);
        }
        return bytes;
    }

    /**
     * Copies an image of the engine into the registry.
     *
     * @param as name and tag there; empty for the same
     * @return what references to it say
     */
    public String push(String image, String as, Consumer<String> lines) {
        if (!engine.ask("image", "inspect", "--format", "{{.Id}}", image).ok()) {
            throw new Trouble(
                    Trouble.Kind.NOT_FOUND,
                    "%s has no image %s; `%s image ls` lists those it has"
                            .formatted(engine.name(), image, engine.name()));
        }
        var target = target(as.isEmpty() ? image : as);
        engine.said("tag", image, target);
        run(lines, "push", target);
        return target;
    }

    /**
     * Copies an image of the registry into the engine, under the name given and under the registry's.
     *
     * @return the registry's name for it
     */
    public String pull(String image, Consumer<String> lines) {
        var target = target(image);
        var reference = Reference.parse(target);
        var version = reference.digest().isEmpty() ? reference.tag() : reference.digest();
        Optional<?> found = asking(() -> registry.find(reference.repository(), version));
        if (found.isEmpty()) {
            throw new Trouble(
                    Trouble.Kind.NOT_FOUND,
                    "the registry has no %s; `gke-local registry images` lists what it has".formatted(target));
        }
        run(lines, "pull", target);
        if (!image.equals(target) && reference.digest().isEmpty()) {
            engine.said("tag", target, image);
        }
        return target;
    }

    /** The same name in this registry, with a tag. */
    String target(String image) {
        try {
            var reference = Reference.parse(image);
            var repository = reference.repository().startsWith(OFFICIAL)
                    ? reference.repository().substring(OFFICIAL.length())
                    : reference.repository();
            if (!reference.digest().isEmpty()) {
                return registry.name() + "/" + repository + "@" + reference.digest();
            }
            return registry.name() + "/" + repository + ":" + (reference.tag().isEmpty() ? "latest" : reference.tag());
        } catch (IllegalArgumentException problem) {
            throw new Trouble(
                    Trouble.Kind.NOT_FOUND, "'%s' names no image: %s".formatted(image, problem.getMessage()), problem);
        }
    }

    Engine engine() {
        return engine;
    }

    Container container() {
        return container;
    }

    Registry registry() {
        return registry;
    }

    private void run(Consumer<String> lines, String verb, String target) {
        var ran = engine.ask(lines, verb, target);
        if (!ran.ok()) {
            throw new Trouble(
                    Trouble.Kind.FAILED,
                    "`%s %s %s` failed: %s".formatted(engine.name(), verb, target, ran.lastWords()));
        }
    }

    /** A question to the registry. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws RegistryFailure;
    }

    static <T> T asking(Question<T> question) {
        try {
            return question.ask();
        } catch (RegistryFailure failure) {
            throw new Trouble(Trouble.Kind.FAILED, String.valueOf(failure.getMessage()), failure);
        }
    }
}
