package dev.gkelocal.cli.cluster;

import dev.gkelocal.cli.project.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local cluster stop}. */
@Command(
        name = "stop",
        description = "Stop the nodes and keep what is in them; `cluster create` starts them again.",
        footer = {"", "Examples:", "  gke-local cluster stop"})
final class StopCommand implements Callable<Integer> {
    @Option(names = "--force", description = "Also stop a cluster that was not made by gke-local.")
    private boolean force;

    @Mixin
    private Target target = new Target();

    private final Session session;

    StopCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return target.with(session, null, (clusters, settings) -> {
            try (var report =
                    new Report(session.terminal(), target.verbose(), "Stopping cluster " + settings.name() + " ...")) {
                boolean stopped = clusters.stop(settings, force, report);
                session.terminal()
                        .say(
                                stopped
                                        ? session.terminal().good("✓") + " Cluster " + settings.name() + " is stopped"
                                        : "No node of cluster " + settings.name() + " runs");
            }
            return 0;
        });
    }
}
