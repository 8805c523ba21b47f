package dev.gkelocal.cli.autopilot;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gke-local autopilot delete}. */
@Command(
        name = "delete",
        description = "Delete an object of the simulated cluster.",
        footer = {"", "Examples:", "  gke-local autopilot delete Deployment cart -n shop"})
final class DeleteCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KIND", description = "Such as Deployment.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "Of the object.")
    private String name = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "default when not given.")
    private String namespace = "default";

    @Mixin
    private UserOptions user = new UserOptions();

    @Mixin
    private Simulator simulator = new Simulator();

    private final Session session;

    DeleteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var body = simulator
                .open(session)
                .delete("/api/v1/objects/%s/%s/%s".formatted(kind, namespace, name), user.headers())
                .orFail();
        simulator.print(session, body, it -> Json.text(it, "object") + ": " + Json.text(it, "result"));
        return 0;
    }
}
