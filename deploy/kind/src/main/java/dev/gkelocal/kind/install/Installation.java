package dev.gkelocal.kind.install;

import dev.gkelocal.kind.cluster.Authorization;
import dev.gkelocal.kind.manifests.Manifests;
import dev.gkelocal.kind.manifests.PlatformSettings;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
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
            var authoriser = authoriser(ground);
            var changes = new Application(client, progress, () -> authoriser.ifPresent(Authoriser::end))
                    .apply(Manifests.of(settings));
            new Readiness(client, settings.namespace()).await(request.timeout(), progress);
            if (settings.switches().enforce()) {
                authoriser.ifPresent(it -> it.begin(settings.namespace()));
            } else {
                authoriser.ifPresent(Authoriser::end);
            }
            return new Installed(settings, changes);
        } catch (KubernetesClientException failure) {
            throw Connection.lost(request.context(), failure);
        } catch (dev.gkelocal.kind.engine.Trouble trouble) {
            throw Ground.refused(trouble);
        }
    }

    /** Only in a cluster of this project's own: others made theirs as they wanted it. */
    private Optional<Authoriser> authoriser(Ground ground) {
        var engine = request.config().cluster().engine();
        return Optional.of(request.context())
                .filter(it -> ground.site().isOurs())
                .flatMap(it -> Authorization.of(request.environment(), engine, it))
                .map(it -> new Authoriser(it, ground.connection().client(), progress));
    }
}
