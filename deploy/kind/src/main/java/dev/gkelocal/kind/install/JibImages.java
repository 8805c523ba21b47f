package dev.gkelocal.kind.install;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import dev.gkelocal.embedded.launch.Program;
import dev.gkelocal.kind.manifests.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Makes an image of each of our programs and pushes it. */
final class JibImages {
    private final Path dist;
    private final String base;
    private final String registry;
    private final Path cache;

    JibImages(Path dist, String base, String registry, Path cache) {
        this.dist = dist;
        this.base = base;
        this.registry = registry;
        this.cache = cache;
    }

    /** @return references by digest */
    Map<Component, String> push(Consumer<String> progress) {
        var images = new TreeMap<Component, String>();
        for (var component : Component.values()) {
            component.program().ifPresent(program -> {
                progress.accept("image of " + component.title());
                images.put(component, push(component, program));
            });
        }
        return images;
    }

    private String push(Component component, Program program) {
        var repository = registry + "/gke-local/" + component.title();
        var folder = program.jar().substring(0, program.jar().indexOf('/'));
        try {
            var builder = Jib.from(RegistryImage.named(base)).setUser("65532:65532");
            var part = dist.resolve(folder);
            for (var name : List.of("lib", "quarkus-app")) {
                if (part.resolve(name).toFile().isDirectory()) {
                    builder.addLayer(List.of(part.resolve(name)), AbsoluteUnixPath.get("/app"));
                }
            }
            var pushed = builder.containerize(Containerizer.to(RegistryImage.named(repository + ":latest"))
                    .setAllowInsecureRegistries(true)
                    .setBaseImageLayersCache(cache)
                    .setApplicationLayersCache(cache));
            return repository + "@" + pushed.getDigest();
        } catch (InvalidImageReferenceException
                | CacheDirectoryCreationException
                | RegistryException
                | ExecutionException
                | IOException failure) {
            throw new Refused(Refused.Why.FAILED, "cannot push " + repository + ": " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refused(Refused.Why.INTERRUPTED, "interrupted", interrupted);
        }
    }
}
