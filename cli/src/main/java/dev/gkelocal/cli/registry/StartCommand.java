package dev.gkelocal.cli.registry;

import dev.gkelocal.cli.project.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gke-local registry start}. */
@Command(
        name = "start",
        description = "Start the registry, and make the cluster use it when there is one.",
        footer = {
            "",
            "Examples:",
            "  gke-local registry start",
            "  gke-local registry start --set cluster.registry_port=5002"
        })
final class StartCommand implements Callable<Integer> {
    @Mixin
    private Desk desk = new Desk();

    private final Session session;

    StartCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return desk.with(session, (registries, settings, cluster) -> {
            var terminal = session.terminal();
            if (cluster == null) {
                registries.start(settings, null, terminal::say);
                terminal.say("No cluster %s runs; `gke-local registry connect` tells one of it later"
                        .formatted(settings.cluster()));
            } else {
                registries.ensure(settings, cluster, terminal::say);
            }
            return 0;
        });
    }
}
