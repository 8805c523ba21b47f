package dev.gkelocal.cli.registry;

import dev.gkelocal.cli.project.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gke-local registry pull}. */
@Command(
        name = "pull",
        description = "Copy an image of the registry into the container engine, and print the registry's name for it.",
        footer = {"", "Examples:", "  gke-local registry pull shop/web:1.2"})
final class PullCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGE", description = "With or without the registry before it.")
    private String image = "";

    @Mixin
    private Desk desk = new Desk();

    private final Session session;

    PullCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return desk.with(session, (registries, settings, cluster) -> {
            var pulled = registries.shelves(settings, cluster).pull(image, session.terminal()::say);
            session.terminal().print(pulled);
            return 0;
        });
    }
}
