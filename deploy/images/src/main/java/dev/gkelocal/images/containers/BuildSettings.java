package dev.gkelocal.images.containers;

import dev.gkelocal.images.registry.Logins;
import dev.gkelocal.images.registry.Platform;
import dev.gkelocal.images.registry.Registry;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where images go, and what makes it quicker.
 *
 * @param registry {@code host:port} that is named in references, with {@code http://} before it if it has no TLS and is not on this machine
 * @param platform of the cluster's nodes
 * @param logins to the registries of images and bases
 * @param cache folder for layers; may be deleted at any time, and may be shared by projects
 */
public record BuildSettings(String registry, Platform platform, Logins logins, Path cache) {

    /** Layers shared by all projects of a user, where the XDG base directory specification wants such things. */
    public static Path cacheOf(Map<String, String> environment) {
        var folder = environment.getOrDefault("XDG_CACHE_HOME", "");
        var base = folder.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache")
                : Path.of(folder);
        return base.resolve("gke-local").resolve("layers");
    }

    /** As references name it. */
    String registryName() {
        var scheme = registry.indexOf("://");
        return scheme < 0 ? registry : registry.substring(scheme + 3);
    }

    /** Whether the registry is spoken to without TLS. */
    boolean plain() {
        return registry.startsWith("http://") || Registry.isOnThisMachine(registry);
    }
}
