package dev.gkelocal.cli.cluster;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.OutputFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local cluster status}. */
@Command(
        name = "status",
        description = "Show the cluster, its state and its nodes. Exits with 5 when it is not ready.",
        footer = {
            "",
            "States: not_exists, creating, ready, stopping, stopped, deleting, error.",
            "",
            "Examples:",
            "  gke-local cluster status",
            "  gke-local cluster status -o json"
        })
final class StatusCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    @Mixin
    private Target target = new Target();

    private final Session session;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return target.with(session, null, (clusters, settings) -> {
            var view = new StatusView(clusters.status(settings), clusters.authorizationOf(settings));
            session.terminal().print(output, view.json(), view::text);
            return view.status().isReady() ? 0 : ExitCode.PRECONDITION.number();
        });
    }
}
