package dev.gkelocal.kind.install;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.images.containers.BuildListener;
import dev.gkelocal.images.containers.BuildSettings;
import dev.gkelocal.images.containers.ImageFailed;
import dev.gkelocal.images.containers.PlatformImages;
import dev.gkelocal.images.registry.DockerLogins;
import dev.gkelocal.images.registry.Reference;
import dev.gkelocal.kind.manifests.Component;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The images of our programs, by what runs from them. */
final class OurImages {
    private final PlatformImages images;

    OurImages(Build build, GkeLocalConfig config, Site site) {
        var settings = new BuildSettings(
                site.registry(),
                site.platform(),
                DockerLogins.of(build.environment()),
                BuildSettings.cacheOf(build.environment()));
        images =
                new PlatformImages(build.dist(), config.cluster().installation().baseImage(), settings);
    }

    /** Pushes what is not there. @return references by digest */
    Map<Component, String> push(Consumer<String> progress) {
        try {
            var references = new TreeMap<String, Reference>();
            images.push(listener(progress)).forEach((name, image) -> references.put(name, image.reference()));
            return byComponent(references);
        } catch (ImageFailed failed) {
            throw refused(failed);
        }
    }

    /** What {@link #push} would push, by tag. */
    Map<Component, String> planned(Consumer<String> progress) {
        try {
            return byComponent(images.planned(listener(progress)));
        } catch (ImageFailed failed) {
            throw refused(failed);
        }
    }

    private static Map<Component, String> byComponent(Map<String, Reference> references) {
        var images = new TreeMap<Component, String>();
        references.forEach((name, reference) -> images.put(
                Component.named(name).orElseThrow(() -> new IllegalStateException(name + " is no component")),
                reference.toString()));
        return images;
    }

    private static BuildListener listener(Consumer<String> progress) {
        return (image, stage, words) -> {
            switch (stage) {
                case LOOKING, BUILDING -> progress.accept("image of " + image + (words.isEmpty() ? "" : ": " + words));
                case WARNING -> progress.accept("image of " + image + ": warning: " + words);
                case PRESENT, PUSHED -> {}
            }
        };
    }

    private static Refused refused(ImageFailed failed) {
        var why = switch (failed.kind()) {
            case UNREACHABLE, UNAUTHORISED, BASE_MISSING, INPUT_MISSING -> Refused.Why.PRECONDITION;
            case INTERRUPTED -> Refused.Why.INTERRUPTED;
            case SOURCE_REJECTED, DISK_FULL, OTHER -> Refused.Why.FAILED;
        };
        return new Refused(why, String.valueOf(failed.getMessage()), failed);
    }
}
