package dev.gkelocal.cli.project;

import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.config.loading.ConfigResult;
import dev.gkelocal.config.loading.Problem;
import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.embedded.state.StateFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The project a command is about, with its configuration.
 *
 * @param folder where {@code gke-local.yaml} lies, or the folder that stands in for a project without one
 * @param file {@code gke-local.yaml}; empty without one, and then every key has its default
 * @param currentFolder to which the user's paths are relative
 */
public record Project(Path folder, Optional<Path> file, Path currentFolder, ConfigResult.Loaded loaded) {

    /** Opens the project; an invalid configuration ends the command. */
    public static Project open(Session session, ProjectOptions options) {
        var place = Place.of(session, options);
        return switch (place.load(session, options)) {
            case ConfigResult.Loaded loaded -> {
                if (options.verbose()) {
                    session.terminal()
                            .say("project " + place.folder()
                                    + place.file()
                                            .map(it -> ", " + it.getFileName())
                                            .orElse(", without gke-local.yaml"));
                }
                yield new Project(place.folder(), place.file(), session.folder(), loaded);
            }
            case ConfigResult.Invalid(var problems) ->
                throw new CommandFailed(ExitCode.INVALID_CONFIGURATION, text(problems));
        };
    }

    public GkeLocalConfig config() {
        return loaded.config();
    }

    public String projectId() {
        return config().project().id();
    }

    public String region() {
        return config().project().region();
    }

    public StateFolder state() {
        return new StateFolder(folder.resolve(config().project().stateDir()));
    }

    /** Where the running platform listens; ends the command when none runs. */
    public Endpoints endpoints() {
        return Endpoints.read(state())
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.PRECONDITION,
                        "the platform of %s is not running; start it with `gke-local up`".formatted(folder)));
    }

    /** A path of the user's. */
    public Path resolve(Path path) {
        return currentFolder.resolve(path).toAbsolutePath().normalize();
    }

    private static String text(List<Problem> problems) {
        return problems.stream()
                .map(Problem::text)
                .collect(Collectors.joining("\n", "the configuration is not valid\n", ""));
    }
}
