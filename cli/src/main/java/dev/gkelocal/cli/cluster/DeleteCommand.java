package dev.gkelocal.cli.cluster;

import dev.gkelocal.cli.project.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local cluster delete}. */
@Command(
        name = "delete",
        description = "Delete the cluster with everything in it. Its registry stays, with its images.",
        footer = {"", "Without a cluster it does nothing.", "", "Examples:", "  gke-local cluster delete"})
final class DeleteCommand implements Callable<Integer> {
    @Option(names = "--force", description = "Also delete a cluster that was not made by gke-local.")
    private boolean force;

    @Mixin
    private Target target = new Target();

    private final Session session;

    DeleteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return target.with(session, null, (clusters, settings) -> {
            try (var report = new Report(
                    session.terminal(), target.verbose(), "Looking at cluster " + settings.name() + " ...")) {
                if (!clusters.delete(settings, force, report)) {
                    session.terminal().say("There is no cluster " + settings.name());
                }
            }
            return 0;
        });
    }
}
