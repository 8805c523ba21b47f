package dev.gkelocal.cli.run;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Terminal;
import dev.gkelocal.embedded.state.Endpoints.Kubernetes;
import dev.gkelocal.images.BuildRequest;
import dev.gkelocal.images.containers.Bases;
import dev.gkelocal.images.containers.BuildListener;
import dev.gkelocal.images.containers.BuildSettings;
import dev.gkelocal.images.containers.ImageFailed;
import dev.gkelocal.images.containers.SourceImages;
import dev.gkelocal.images.registry.DockerLogins;
import dev.gkelocal.images.registry.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes an image of a folder for a platform in a cluster: built here, pushed to its registry. A class of its own: what it needs is
 * loaded for it alone.
 */
final class ClusterBuild {
    private final Project project;
    private final Kubernetes home;
    private final Map<String, String> environment;
    private final Terminal terminal;

    ClusterBuild(Project project, Kubernetes home, Map<String, String> environment, Terminal terminal) {
        this.project = project;
        this.home = home;
        this.environment = environment;
        this.terminal = terminal;
    }

    /** @return the image's reference, by digest */
    String image(String name, Path folder, List<String> command) {
        try (var line = terminal.progress("Building an image from " + folder)) {
            var images = new SourceImages(bases(), Path.of(System.getProperty("java.home")), settings());
            var made = images.push(new BuildRequest(name, folder, command), listener());
            var reference = made.image().reference();
            line.done("%s %s image %s from %s (%s)"
                    .formatted(
                            terminal.good("✓"),
                            made.image().built() ? "Pushed" : "Found",
                            reference.name() + ":" + made.image().tag(),
                            folder,
                            made.kind().id()));
            return reference.toString();
        } catch (ImageFailed failed) {
            throw new CommandFailed(code(failed.kind()), String.valueOf(failed.getMessage()), failed);
        }
    }

    private Bases bases() {
        var images = project.config().images();
        var installation = project.config().cluster().installation();
        return new Bases(
                images.javaImage().isEmpty() ? installation.baseImage() : images.javaImage(),
                images.pythonImage(),
                images.nodeImage(),
                images.otherImage());
    }

    private BuildSettings settings() {
        var platform = project.config().images().platform();
        return new BuildSettings(
                registry(),
                platform.isEmpty() ? Platform.ofThisMachine() : Platform.parse(platform),
                DockerLogins.of(environment),
                BuildSettings.cacheOf(environment));
    }

    /** What {@code up} noted; a platform that an older one started has none noted. */
    private String registry() {
        var cluster = project.config().cluster();
        if (!home.registry().isEmpty()) {
            return home.registry();
        }
        var given = cluster.installation().registry();
        return given.isEmpty() ? "localhost:" + cluster.registryPort() : given;
    }

    private BuildListener listener() {
        return (ignored, stage, words) -> {
            if (stage == BuildListener.Stage.WARNING) {
                terminal.warn(words);
            }
        };
    }

    private static ExitCode code(ImageFailed.Kind kind) {
        return switch (kind) {
            case UNREACHABLE, UNAUTHORISED, BASE_MISSING -> ExitCode.PRECONDITION;
            case INTERRUPTED -> ExitCode.INTERRUPTED;
            case SOURCE_REJECTED, INPUT_MISSING, DISK_FULL, OTHER -> ExitCode.FAILED;
        };
    }
}
