package dev.gkelocal.cli.platform;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.startup.Training;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Terminal;
import dev.gkelocal.embedded.DownResult;
import dev.gkelocal.embedded.Platform;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gke-local down}. */
@Command(
        name = "down",
        aliases = "stop",
        description = "Stop the platform of this project and everything it started; what is deployed is kept.",
        footer = {"", "Also cleans up after a platform that was killed.", "", "Examples:", "  gke-local down"})
public final class DownCommand implements Callable<Integer> {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    private final Session session;

    public DownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        stop(session.terminal(), Project.open(session, projectOptions));
        Training.stop(session);
        return 0;
    }

    static void stop(Terminal terminal, Project project) {
        try (var line = terminal.progress("Stopping the platform ...")) {
            switch (new Platform(project.state()).down()) {
                case DownResult.Stopped(var took) ->
                    line.done("%s Platform stopped in %s".formatted(terminal.good("✓"), Startup.seconds(took)));
                case DownResult.CleanedUp(var ended, var _) ->
                    line.done("%s The platform had been killed; ended what it left: %s"
                            .formatted(terminal.good("✓"), String.join(", ", ended)));
                case DownResult.NothingRan() -> line.done("The platform of " + project.folder() + " is not running");
                case DownResult.Failed(var sentence) -> throw new CommandFailed(ExitCode.FAILED, sentence);
            }
        }
    }
}
