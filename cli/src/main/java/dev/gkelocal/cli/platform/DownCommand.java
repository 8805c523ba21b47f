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
import dev.gkelocal.embedded.PlatformStatus;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local down}. */
@Command(
        name = "down",
        aliases = "stop",
        description = "Stop the platform of this project and everything it started; what is deployed is kept.",
        footer = {
            "",
            "Also cleans up after a platform that was killed. With --kind everything of the platform leaves the cluster, what is",
            "deployed too; the cluster itself stays until `gke-local cluster delete`.",
            "",
            "Examples:",
            "  gke-local down",
            "  gke-local down --kind"
        })
public final class DownCommand implements Callable<Integer> {
    @Option(names = "--kind", description = "Take the platform out of its Kubernetes cluster.")
    private boolean kind;

    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            description = "Kubernetes context; else the one that `up --kind` was given.")
    private @Nullable String context;

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    private final Session session;

    public DownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var project = Project.open(session, projectOptions);
        if (kind) {
            ClusterDown.run(session, project, context);
            return 0;
        }
        stop(session.terminal(), project);
        Training.stop(session);
        return 0;
    }

    static void stop(Terminal terminal, Project project) {
        refuseInCluster(project);
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

    private static void refuseInCluster(Project project) {
        if (new Platform(project.state()).status() instanceof PlatformStatus.InCluster(var ignored, var home)) {
            throw new CommandFailed(
                    ExitCode.PRECONDITION,
                    "the platform of %s runs in the cluster of context '%s'; `gke-local down --kind` takes it away"
                            .formatted(project.folder(), home.context()));
        }
    }
}
