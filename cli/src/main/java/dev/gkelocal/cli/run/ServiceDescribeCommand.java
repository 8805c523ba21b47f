package dev.gkelocal.cli.run;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.OutputFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gke-local run services describe}. */
@Command(
        name = "describe",
        description = "Show one service: address, traffic, template, conditions.",
        footer = {
            "",
            "Examples:",
            "  gke-local run services describe hello",
            "  gke-local run services describe hello -o yaml"
        })
final class ServiceDescribeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SERVICE", description = "Name of the service.")
    private String name = "";

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    private final Session session;

    ServiceDescribeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var project = Project.open(session, projectOptions);
        var service = CloudRuns.of(project).existing(name);
        session.terminal().print(output, service, () -> ServiceText.of(name, project.region(), service));
        return 0;
    }
}
