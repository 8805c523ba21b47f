package dev.gkelocal.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.OutputFormat;
import dev.gkelocal.cli.terminal.Table;
import java.util.HashSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local run revisions list}. */
@Command(
        name = "list",
        description = "List the revisions, newest first.",
        footer = {"", "Examples:", "  gke-local run revisions list", "  gke-local run revisions list --service hello"})
final class RevisionsListCommand implements Callable<Integer> {
    @Option(names = "--service", paramLabel = "SERVICE", description = "Only those of this service.")
    private String service = "-";

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    private final Session session;

    RevisionsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var cloudRun = CloudRuns.of(Project.open(session, projectOptions));
        var revisions = Json.array();
        cloudRun.revisions(service).forEach(revisions::add);
        session.terminal().print(output, revisions, () -> table(cloudRun, revisions));
        return 0;
    }

    private static String table(CloudRun cloudRun, Iterable<JsonNode> revisions) {
        var serving = new HashSet<String>();
        cloudRun.services()
                .forEach(it -> it.path("trafficStatuses")
                        .forEach(status -> serving.add(CloudRun.shortName(Json.text(status, "revision")))));
        var table = new Table("", "REVISION", "ACTIVE", "SERVICE", "DEPLOYED");
        for (var revision : revisions) {
            var name = CloudRun.shortName(Json.text(revision, "name"));
            table.row(
                    ServiceText.mark(ServiceText.condition(revision, "Ready")),
                    name,
                    serving.contains(name) ? "yes" : "",
                    CloudRun.shortName(Json.text(revision, "service")),
                    Json.text(revision, "createTime"));
        }
        return table.isEmpty() ? "No revision yet." : table.toString();
    }
}
