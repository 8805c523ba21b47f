package dev.gkelocal.kind.install;

import dev.gkelocal.kind.manifests.Component;
import dev.gkelocal.kind.manifests.Manifests;
import dev.gkelocal.kind.manifests.PlatformSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One {@code up --kind}: images, objects, readiness. */
public final class Installation {
    private final Request request;
    private final Consumer<String> progress;

    public Installation(Request request, Consumer<String> progress) {
        this.request = request;
        this.progress = progress;
    }

    /** @param settings what was installed @param changes what that took */
    public record Installed(PlatformSettings settings, Changes changes) {}

    /** @throws Refused when it cannot be done */
    public Installed run() {
        try (var connection = Connection.open(request.context())) {
            var found = Found.in(connection, request.config());
            var images = new TreeMap<>(images(found.registry()));
            var settings = Composition.of(request, images, found);
            var changes = new Application(connection.client(), progress).apply(Manifests.of(settings));
            new Readiness(connection.client(), settings.namespace()).await(request.timeout(), progress);
            return new Installed(settings, changes);
        }
    }

    private Map<Component, String> images(String registry) {
        var base = request.config().cluster().installation().baseImage();
        return new JibImages(request.dist(), base, registry, request.cache()).push(progress);
    }
}
