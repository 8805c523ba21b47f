package dev.gkelocal.cli.run;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.OutputFormat;
import dev.gkelocal.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local run services list}. */
@Command(
        name = "list",
        description = "List the services, newest first.",
        footer = {"", "Examples:", "  gke-local run services list", "  gke-local run services list -o json"})
final class ServicesListCommand implements Callable<Integer> {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    private final Session session;

    ServicesListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var project = Project.open(session, projectOptions);
        var services = Json.array();
        CloudRuns.of(project).services().forEach(services::add);
        session.terminal().print(output, services, () -> {
            var table = new Table("", "SERVICE", "REGION", "URL", "LAST DEPLOYED AT");
            services.forEach(service -> table.row(
                    ServiceText.mark(service.path("terminalCondition")),
                    CloudRun.shortName(Json.text(service, "name")),
                    project.region(),
                    Json.text(service, "uri"),
                    Json.text(service, "updateTime")));
            return table.isEmpty() ? "No service yet: gke-local run deploy NAME --source DIR" : table.toString();
        });
        return 0;
    }
}
