package dev.gkelocal.cli.registry;

import dev.gkelocal.cli.project.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gke-local registry push}. */
@Command(
        name = "push",
        description = "Copy an image of the container engine into the registry, and print the name it has there.",
        footer = {
            "",
            "Examples:",
            "  gke-local registry push shop/web:1.2",
            "  gke-local registry push nginx:1.29 --tag mirror/nginx:stable"
        })
final class PushCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGE", description = "As the engine names it.")
    private String image = "";

    @Option(
            names = {"-t", "--tag"},
            paramLabel = "NAME",
            description = "Name and tag in the registry; else the same as in the engine.")
    private String tag = "";

    @Mixin
    private Desk desk = new Desk();

    private final Session session;

    PushCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return desk.with(session, (registries, settings, cluster) -> {
            var pushed = registries.shelves(settings, cluster).push(image, tag, session.terminal()::say);
            session.terminal().print(pushed);
            return 0;
        });
    }
}
