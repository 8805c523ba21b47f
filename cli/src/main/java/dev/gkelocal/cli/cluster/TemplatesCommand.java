package dev.gkelocal.cli.cluster;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.OutputFormat;
import dev.gkelocal.cli.terminal.Table;
import dev.gkelocal.kind.cluster.Template;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gke-local cluster templates}. */
@Command(
        name = "templates",
        description = "List the kinds of cluster that can be made.",
        footer = {"", "Examples:", "  gke-local cluster templates", "  gke-local cluster templates -o json"})
final class TemplatesCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    private final Session session;

    TemplatesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var json = Json.array();
        var table = new Table("TEMPLATE", "NODES", "WHAT IT IS");
        for (var template : Template.values()) {
            int nodes = template.workers() + 1;
            table.row(template.word(), nodes, template.summary());
            json.add(Json.object()
                    .put("name", template.word())
                    .put("nodes", nodes)
                    .put("summary", template.summary()));
        }
        session.terminal().print(output, json, table::toString);
        return 0;
    }
}
