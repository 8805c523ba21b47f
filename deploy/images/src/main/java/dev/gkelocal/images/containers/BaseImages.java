package dev.gkelocal.images.containers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.images.registry.ImageConfig;
import dev.gkelocal.images.registry.Reference;
import dev.gkelocal.images.registry.Registry;
import dev.gkelocal.images.registry.RegistryFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what names of base images stand for. What a tag stood for last is remembered, so that a registry that is away stops
 * no build of what was built before.
 */
final class BaseImages {
    private static final Logger LOG = LoggerFactory.getLogger(BaseImages.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "bases.json";

    private final BuildSettings settings;

    BaseImages(BuildSettings settings) {
        this.settings = settings;
    }

    Base resolve(String name, BuildListener listener) throws ImageFailed {
        var reference = parse(name);
        if (!reference.digest().isEmpty()) {
            return new Base(reference, reference.digest(), settings.platform());
        }
        try {
            var found = registry(reference).find(reference.repository(), reference.version());
            if (found.isEmpty()) {
                throw missing(reference);
            }
            remember(reference, found.get().digest());
            return new Base(reference, found.get().digest(), settings.platform());
        } catch (RegistryFailure e) {
            var known = memory().path(reference.toString()).asText("");
            if (e.kind() != RegistryFailure.Kind.UNREACHABLE || known.isEmpty()) {
                throw ImageFailed.of("look up the base image " + reference, e);
            }
            listener.at(
                    reference.toString(),
                    BuildListener.Stage.WARNING,
                    "taken as it was last seen, " + known + ": " + e.getMessage());
            return new Base(reference, known, settings.platform());
        }
    }

    /** How the base wants to be run. */
    ImageConfig config(Base base) throws ImageFailed {
        var reference = base.pinned();
        try {
            var registry = registry(reference);
            var image = registry.image(reference.repository(), reference.digest(), base.platform());
            if (image.isEmpty()) {
                throw missing(base.reference());
            }
            return registry.config(reference.repository(), image.get());
        } catch (RegistryFailure e) {
            throw ImageFailed.of("read the base image " + base.reference(), e);
        }
    }

    private static Reference parse(String name) throws ImageFailed {
        try {
            return Reference.parse(name);
        } catch (IllegalArgumentException e) {
            throw new ImageFailed(ImageFailed.Kind.BASE_MISSING, "base image '" + name + "': " + e.getMessage(), e);
        }
    }

    private static ImageFailed missing(Reference reference) {
        return new ImageFailed(
                ImageFailed.Kind.BASE_MISSING,
                "the base image %s is not in its registry: name another one in the configuration".formatted(reference));
    }

    private Registry registry(Reference reference) {
        var own = reference.registry().equals(settings.registryName());
        return Registry.at(own ? settings.registry() : reference.registry(), settings.logins());
    }

    private ObjectNode memory() {
        try {
            return JSON.readTree(Files.readAllBytes(file())) instanceof ObjectNode object
                    ? object
                    : JSON.createObjectNode();
        } catch (NoSuchFileException _) {
            return JSON.createObjectNode();
        } catch (IOException e) {
            LOG.debug("forgot what base images stood for cause={}", e.toString());
            return JSON.createObjectNode();
        }
    }

    private void remember(Reference reference, String digest) {
        var memory = memory();
        if (memory.path(reference.toString()).asText().equals(digest)) {
            return;
        }
        memory.put(reference.toString(), digest);
        var part = settings.cache().resolve(FILE + "-" + UUID.randomUUID());
        try {
            Files.createDirectories(settings.cache());
            Files.write(part, JSON.writeValueAsBytes(memory));
            Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.debug("did not note what {} stands for cause={}", reference, e.toString());
        }
    }

    private Path file() {
        return settings.cache().resolve(FILE);
    }
}
