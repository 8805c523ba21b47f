package dev.gkelocal.cli.cluster;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local cluster reset}. */
@Command(
        name = "reset",
        description = "Delete the cluster and make it anew. Asks first.",
        footer = {"", "Examples:", "  gke-local cluster reset -y", "  gke-local cluster reset --template staging"})
final class ResetCommand implements Callable<Integer> {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(names = "--force", description = "Also delete a cluster that was not made by gke-local.")
    private boolean force;

    @Mixin
    private MakingOptions making = new MakingOptions();

    @Mixin
    private Target target = new Target();

    private final Session session;

    ResetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var atMost = making.atMost();
        return target.with(session, making.template(), (clusters, settings) -> {
            var terminal = session.terminal();
            if (!yes
                    && clusters.status(settings).exists()
                    && !terminal.confirmed(
                            "This deletes cluster %s with everything in it. Go on?".formatted(settings.name()))) {
                throw new CommandFailed(ExitCode.FAILED, "nothing was deleted; -y does not ask");
            }
            try (var report =
                    new Report(terminal, target.verbose(), "Looking at cluster " + settings.name() + " ...")) {
                report.tell(clusters.reset(settings, force, atMost, report));
            }
            return 0;
        });
    }
}
