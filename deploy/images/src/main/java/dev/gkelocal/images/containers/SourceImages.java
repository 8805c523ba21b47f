package dev.gkelocal.images.containers;

import dev.gkelocal.images.BuildRequest;
import dev.gkelocal.images.Folders;
import dev.gkelocal.images.Javac;
import dev.gkelocal.images.Source;
import dev.gkelocal.images.SourceRejected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Images of users' sources: {@code REGISTRY/NAME:TAG}. Unchanged sources on an unchanged base are not built again. */
public final class SourceImages {
    /** Goes into every tag: to be raised when the same source is made into other bytes. */
    private static final String FORMAT = "source-1";

    private final Bases names;
    private final BaseImages bases;
    private final Containers containers;
    private final Path work;
    private final SourceLayers layers;

    /** @param javaHome of a JDK that compiles single Java files */
    public SourceImages(Bases names, Path javaHome, BuildSettings settings) {
        this.names = names;
        this.bases = new BaseImages(settings);
        this.containers = new Containers(settings);
        this.work = settings.cache().resolve("work");
        this.layers = new SourceLayers(
                new TargetPackages(settings.cache().resolve("packages")),
                new Javac(javaHome, settings.cache(), false),
                bases);
    }

    /** Builds the image unless the registry has it. */
    public SourceImage push(BuildRequest request, BuildListener listener) throws ImageFailed {
        var name = request.name();
        try {
            var source = Source.read(request.source(), request.command());
            var base = bases.resolve(names.of(BaseKind.of(source.recipe())), listener);
            var digest = source.digest();
            var tag = ContainerPlan.tag(List.of(
                    FORMAT, digest, base.digest(), base.platform().toString(), System.getProperty("java.version")));
            var folder = work.resolve(UUID.randomUUID().toString());
            try {
                var image = containers.push(
                        name, name, tag, () -> layers.plan(name, source, digest, base, folder), listener);
                return new SourceImage(image, source.recipe().kind());
            } finally {
                Folders.delete(folder);
            }
        } catch (SourceRejected e) {
            throw new ImageFailed(ImageFailed.Kind.SOURCE_REJECTED, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw Causes.explain(name, e);
        }
    }
}
