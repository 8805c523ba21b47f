package dev.gkelocal.cli.platform;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.OutputFormat;
import dev.gkelocal.embedded.Platform;
import dev.gkelocal.embedded.PlatformStatus;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local status}. Reads files and the process table only, so it answers when no service does. */
@Command(
        name = "status",
        description = "Show what runs, where it listens and how it is. Exits with 5 when the platform is not up.",
        footer = {"", "Examples:", "  gke-local status", "  gke-local status -o json"})
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    private final Session session;

    public StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var project = Project.open(session, projectOptions);
        var status = new Platform(project.state()).status();
        if (status instanceof PlatformStatus.InCluster(var endpoints, var home)) {
            return ClusterStatus.show(session.terminal(), output, endpoints, home);
        }
        var view = new StatusView(project, session.terminal(), Instant.now());
        if (output == OutputFormat.TABLE) {
            session.terminal().print(view.text(status).stripTrailing());
        } else {
            session.terminal().print(output, view.json(status), () -> "");
        }
        return status instanceof PlatformStatus.Up ? 0 : ExitCode.PRECONDITION.number();
    }
}
