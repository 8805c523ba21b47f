package dev.gkelocal.kind.install;

import dev.gkelocal.kind.manifests.Manifests;
import dev.gkelocal.kind.manifests.PlatformSettings;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Consumer;

/** One {@code up --kind}: cluster, registry, images, objects, readiness. */
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
        try (var ground = Ground.prepare(request, progress)) {
            Rights.require(ground.connection());
            ground.site().log().require(request.config());
            var images = new OurImages(request.build(), request.config(), ground.site()).push(progress);
            var settings = Composition.of(request.config(), images, ground.site());
            var client = ground.connection().client();
            var changes = new Application(client, progress).apply(Manifests.of(settings));
            new Readiness(client, settings.namespace()).await(request.timeout(), progress);
            return new Installed(settings, changes);
        } catch (KubernetesClientException failure) {
            throw Connection.lost(request.context(), failure);
        }
    }
}
