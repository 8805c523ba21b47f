package dev.gkelocal.images.containers;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import dev.gkelocal.images.SourceRejected;
import dev.gkelocal.images.containers.BuildListener.Stage;
import dev.gkelocal.images.registry.Reference;
import dev.gkelocal.images.registry.Registry;
import dev.gkelocal.images.registry.RegistryFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Makes images of plans and pushes them, unless they are there. */
final class Containers {
    private static final String TOOL = "gke-local";
    /** Of each kind of layer. */
    private static final long MOST_CACHED = 2L << 30;

    private final BuildSettings settings;
    private final Registry registry;

    Containers(BuildSettings settings) {
        this.settings = settings;
        this.registry = Registry.at(settings.registry(), settings.logins());
    }

    /** Made only when it is needed. */
    interface PlanSource {
        ContainerPlan plan() throws IOException, SourceRejected, ImageFailed;
    }

    /**
     * @param repository below the registry
     * @param tag that stands for all that goes into the image
     */
    PushedImage push(String name, String repository, String tag, PlanSource source, BuildListener listener)
            throws IOException, SourceRejected, ImageFailed {
        listener.at(name, Stage.LOOKING, "");
        var there = find(repository, tag);
        var reference = new Reference(settings.registryName(), repository, tag, "");
        if (!there.isEmpty()) {
            listener.at(name, Stage.PRESENT, "");
            return new PushedImage(name, reference.at(there), tag, false);
        }
        listener.at(name, Stage.BUILDING, "");
        makeRoom();
        var made = run(name, source.plan(), Containerizer.to(image(reference)), listener);
        listener.at(name, Stage.PUSHED, "");
        return new PushedImage(name, reference.at(made.getDigest().toString()), tag, true);
    }

    private void makeRoom() {
        for (var folder : List.of("application/layers", "base/layers", "packages")) {
            CacheFolder.trim(settings.cache().resolve(folder), MOST_CACHED, Instant.now());
        }
    }

    private String find(String repository, String tag) throws ImageFailed {
        try {
            return registry.find(repository, tag).map(it -> it.digest()).orElse("");
        } catch (RegistryFailure e) {
            throw ImageFailed.of("look for " + repository + ":" + tag, e);
        }
    }

    private RegistryImage image(Reference reference) {
        try {
            var image = RegistryImage.named(reference.toString());
            settings.logins().of(reference.registry()).ifPresent(it -> image.addCredential(it.user(), it.password()));
            return image;
        } catch (InvalidImageReferenceException e) {
            throw new IllegalArgumentException("Jib and we differ about " + reference, e);
        }
    }

    private JibContainer run(String name, ContainerPlan plan, Containerizer target, BuildListener listener)
            throws ImageFailed {
        try {
            return container(plan)
                    .containerize(target.setToolName(TOOL)
                            .setBaseImageLayersCache(settings.cache().resolve("base"))
                            .setApplicationLayersCache(settings.cache().resolve("application"))
                            .setAllowInsecureRegistries(settings.plain())
                            .addEventHandler(LogEvent.class, it -> warn(name, it, listener)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageFailed(ImageFailed.Kind.INTERRUPTED, "the build of " + name + " was interrupted", e);
        } catch (ExecutionException e) {
            throw Causes.explain(name, e.getCause() == null ? e : e.getCause());
        } catch (RegistryException | IOException | CacheDirectoryCreationException e) {
            throw Causes.explain(name, e);
        }
    }

    /** Jib tries TLS first and warns that there is none, where that was known and said before. */
    private void warn(String name, LogEvent event, BuildListener listener) {
        var known = settings.plain() && event.getMessage().contains("Attempting again with");
        if (!known && (event.getLevel() == LogEvent.Level.WARN || event.getLevel() == LogEvent.Level.ERROR)) {
            listener.at(name, Stage.WARNING, event.getMessage());
        }
    }

    private JibContainerBuilder container(ContainerPlan plan) {
        var platform = plan.base().platform();
        var builder = Jib.from(image(plan.base().pinned()))
                .setPlatforms(Set.of(new Platform(platform.architecture(), platform.os())))
                .setFormat(ImageFormat.OCI)
                .setEntrypoint(plan.entrypoint())
                .setProgramArguments()
                .setEnvironment(plan.env())
                .setLabels(plan.labels())
                .setUser(plan.user())
                .setWorkingDirectory(AbsoluteUnixPath.get(plan.workingDirectory()));
        plan.layers().forEach(it -> builder.addFileEntriesLayer(layer(it)));
        return builder;
    }

    /** With Jib's fixed time stamp, a second after the epoch. */
    private static FileEntriesLayer layer(Layer layer) {
        var builder = FileEntriesLayer.builder().setName(layer.name());
        for (var file : layer.files()) {
            builder.addEntry(
                    file.source(),
                    AbsoluteUnixPath.get(file.target()),
                    FilePermissions.fromOctalString(file.executable() ? "755" : "644"),
                    FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
                    layer.owner());
        }
        return builder.build();
    }
}
