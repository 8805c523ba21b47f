package dev.gkelocal.cli.registry;

import dev.gkelocal.cli.project.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gke-local registry connect}. */
@Command(
        name = "connect",
        description =
                "Make the cluster use the registry: its network, its nodes' containerd, and the ConfigMap for tools.",
        footer = {
            "",
            "Again after a node was added; else `registry start` does it.",
            "",
            "Examples:",
            "  gke-local registry connect"
        })
final class ConnectCommand implements Callable<Integer> {
    @Mixin
    private Desk desk = new Desk();

    private final Session session;

    ConnectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return desk.with(session, (registries, settings, cluster) -> {
            var terminal = session.terminal();
            var access = registries.connect(settings, Desk.require(cluster, settings), terminal::say);
            terminal.say("%s Cluster %s uses %s".formatted(terminal.good("✓"), settings.cluster(), access.name()));
            return 0;
        });
    }
}
