package dev.gkelocal.cli.registry;

import dev.gkelocal.cli.project.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local registry stop}. */
@Command(
        name = "stop",
        description = "Stop the registry; its images are kept.",
        footer = {"", "Examples:", "  gke-local registry stop"})
final class StopCommand implements Callable<Integer> {
    @Option(names = "--force", description = "Also stop a registry that was not made by gke-local.")
    private boolean force;

    @Mixin
    private Desk desk = new Desk();

    private final Session session;

    StopCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return desk.with(session, (registries, settings, cluster) -> {
            boolean stopped = registries.stop(settings, cluster, force);
            session.terminal()
                    .say(stopped ? session.terminal().good("✓") + " The registry is stopped" : "No registry runs");
            return 0;
        });
    }
}
