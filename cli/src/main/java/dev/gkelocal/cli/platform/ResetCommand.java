package dev.gkelocal.cli.platform;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local reset}. */
@Command(
        name = "reset",
        description =
                "Stop the platform of this project and wipe its state: services, images, events, logs. Asks first.",
        footer = {
            "",
            "Files of the project itself are not touched.",
            "",
            "Examples:",
            "  gke-local reset",
            "  gke-local reset -y"
        })
public final class ResetCommand implements Callable<Integer> {
    @Option(
            names = {"-y", "--yes", "-q", "--quiet"},
            description = "Do not ask.")
    private boolean yes;

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    private final Session session;

    public ResetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var project = Project.open(session, projectOptions);
        var state = project.state();
        if (!Files.isDirectory(state.root())) {
            session.terminal().say("There is no state in " + state.root());
            return 0;
        }
        refuseForeign(project);
        if (!yes
                && !session.terminal()
                        .confirmed("This deletes " + state.root() + " with everything deployed. Go on?")) {
            throw new CommandFailed(ExitCode.FAILED, "nothing was deleted; -y does not ask");
        }
        DownCommand.stop(session.terminal(), project);
        wipe(state.root());
        session.terminal().say(session.terminal().good("✓") + " Wiped " + state.root());
        return 0;
    }

    /** A state folder named by mistake may hold anything: only one that this platform made is wiped. */
    private static void refuseForeign(Project project) {
        var state = project.state();
        boolean made = Files.exists(state.version()) || Files.isDirectory(state.run());
        if (!made || project.folder().startsWith(state.root())) {
            throw new CommandFailed(
                    ExitCode.PRECONDITION,
                    state.root() + " does not look like a state folder; delete it by hand if it is");
        }
    }

    private static void wipe(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException failure) {
            throw new CommandFailed(ExitCode.FAILED, "cannot delete all of " + folder + ": " + failure, failure);
        }
    }
}
