package dev.gkelocal.images.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A manifest as the registry holds it: of an image, or an index of images for several platforms. */
public record StoredManifest(Descriptor descriptor, JsonNode json) {

    public boolean isIndex() {
        return json.has("manifests");
    }

    /** Empty in an index. */
    public Optional<Descriptor> config() {
        return json.has("config") ? Optional.of(descriptor(json.path("config"))) : Optional.empty();
    }

    /** From the bottom up; empty in an index. */
    public List<Descriptor> layers() {
        var found = new ArrayList<Descriptor>();
        json.path("layers").forEach(it -> found.add(descriptor(it)));
        return found;
    }

    /** All manifests of an index. */
    public List<Descriptor> manifests() {
        var found = new ArrayList<Descriptor>();
        json.path("manifests").forEach(it -> found.add(descriptor(it)));
        return found;
    }

    /** The entry of an index for a platform. */
    public Optional<Descriptor> manifestFor(Platform platform) {
        for (var entry : json.path("manifests")) {
            var of = entry.path("platform");
            if (platform.os().equals(of.path("os").asText())
                    && platform.architecture().equals(of.path("architecture").asText())) {
                return Optional.of(descriptor(entry));
            }
        }
        return Optional.empty();
    }

    /** Bytes that pulling it takes when nothing of it is there: configuration and layers as they are packed. */
    public long packedSize() {
        return config().map(Descriptor::size).orElse(0L)
                + layers().stream().mapToLong(Descriptor::size).sum();
    }

    private static Descriptor descriptor(JsonNode json) {
        return new Descriptor(
                json.path("digest").asText(),
                json.path("mediaType").asText(),
                json.path("size").asLong());
    }
}
