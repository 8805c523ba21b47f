package dev.gkelocal.cli.autopilot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.OutputFormat;
import dev.gkelocal.cli.wire.LocalService;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options and the opening of every command that asks the running simulator. */
final class Simulator {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    LocalService open(Session session) {
        var address = Project.open(session, projectOptions).endpoints().autopilot();
        if (address.isEmpty()) {
            throw new CommandFailed(
                    ExitCode.PRECONDITION,
                    "the running platform has no Autopilot simulator; set simulation.autopilot.enabled to true, then"
                            + " `gke-local down` and `gke-local up`");
        }
        return new LocalService("autopilot-sim", URI.create(address), PATIENCE);
    }

    /** Prints what a path answers. */
    void print(Session session, String path, Function<JsonNode, String> table) {
        var body = open(session).get(path).orFail();
        session.terminal().print(output, body, () -> table.apply(body));
    }

    void print(Session session, JsonNode body, Function<JsonNode, String> table) {
        session.terminal().print(output, body, () -> table.apply(body));
    }
}
