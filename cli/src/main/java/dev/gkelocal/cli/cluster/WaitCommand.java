package dev.gkelocal.cli.cluster;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.TimeSpan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local cluster wait}. */
@Command(
        name = "wait",
        description = "Wait until every node of the cluster is ready. Exits with 6 when that takes too long.",
        footer = {"", "Examples:", "  gke-local cluster wait", "  gke-local cluster wait --timeout 90s"})
final class WaitCommand implements Callable<Integer> {
    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "TIME",
            defaultValue = "300s",
            description = "Longest time to wait; default ${DEFAULT-VALUE}.")
    private String timeout = "300s";

    @Mixin
    private Target target = new Target();

    private final Session session;

    WaitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var atMost = TimeSpan.parse("--timeout", timeout);
        return target.with(session, null, (clusters, settings) -> {
            var terminal = session.terminal();
            try (var report =
                    new Report(terminal, target.verbose(), "Looking at cluster " + settings.name() + " ...")) {
                clusters.awaitReady(settings, atMost, report);
            }
            terminal.say(terminal.good("✓") + " Cluster " + settings.name() + " is ready");
            return 0;
        });
    }
}
