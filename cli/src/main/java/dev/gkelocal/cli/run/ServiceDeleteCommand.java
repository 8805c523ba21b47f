package dev.gkelocal.cli.run;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gke-local run services delete}. */
@Command(
        name = "delete",
        description = "Delete a service with all its revisions; asks first.",
        footer = {
            "",
            "Examples:",
            "  gke-local run services delete hello",
            "  gke-local run services delete hello --quiet"
        })
final class ServiceDeleteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SERVICE", description = "Name of the service.")
    private String name = "";

    @Option(
            names = {"-q", "--quiet"},
            description = "Do not ask.")
    private boolean quiet;

    @Option(names = "--async", description = "Do not wait until it is gone.")
    private boolean async;

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    private final Session session;

    ServiceDeleteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var terminal = session.terminal();
        var cloudRun = CloudRuns.of(Project.open(session, projectOptions));
        cloudRun.existing(name);
        if (!quiet && !terminal.confirmed("Service [" + name + "] will be deleted. Go on?")) {
            throw new CommandFailed(ExitCode.FAILED, "nothing was deleted; --quiet does not ask");
        }
        var operation = cloudRun.delete(name);
        while (!async && !operation.path("done").asBoolean()) {
            operation = cloudRun.await(operation, 5);
        }
        if (operation.has("error")) {
            throw new CommandFailed(ExitCode.FAILED, "deleting failed: " + Json.text(operation, "error/message"));
        }
        terminal.say(async ? "Deleting service [" + name + "]." : "Deleted service [" + name + "].");
        return 0;
    }
}
