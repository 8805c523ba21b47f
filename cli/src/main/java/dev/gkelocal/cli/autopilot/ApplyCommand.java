package dev.gkelocal.cli.autopilot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local autopilot apply}. */
@Command(
        name = "apply",
        description = "Apply manifests to the simulated cluster. Exit code 7 when one is refused.",
        footer = {
            "",
            "Examples:",
            "  gke-local autopilot apply -f k8s/",
            "  helm template x | gke-local autopilot apply -f -",
            "  gke-local autopilot apply -f k8s/ --user ci@example.com --groups ci,system:authenticated"
        })
final class ApplyCommand implements Callable<Integer> {
    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            required = true,
            description = "Manifests: file, folder, or -; may be repeated.")
    private List<String> sources = List.of();

    @Mixin
    private UserOptions user = new UserOptions();

    @Mixin
    private Simulator simulator = new Simulator();

    private final Session session;

    ApplyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var list = Json.object().put("apiVersion", "v1").put("kind", "List");
        var items = list.putArray("items");
        for (var document : new ManifestFiles(session).read(sources)) {
            switch (document) {
                case Document.Parsed(var root) -> items.add(CheckJson.tree(root));
                case Document.Unreadable broken ->
                    throw new CommandFailed(ExitCode.INVALID_CONFIGURATION, broken + "; nothing was applied");
            }
        }
        var answer = simulator.open(session).post("/api/v1/apply", list, user.headers());
        var body = answer.status() == 422 ? answer.body() : answer.orFail();
        simulator.print(session, body, ApplyCommand::lines);
        return answer.status() == 422 ? ExitCode.POLICY.number() : 0;
    }

    private static String lines(JsonNode answer) {
        return StreamSupport.stream(answer.path("objects").spliterator(), false)
                .map(ApplyCommand::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(JsonNode object) {
        var text = new StringBuilder(Json.text(object, "object") + ": " + Json.text(object, "result"));
        if (!Json.text(object, "message").isEmpty()) {
            text.append("\n  ").append(Json.text(object, "message").replace("\n", "\n  "));
        }
        object.path("warnings").forEach(it -> text.append("\n  Warning: ").append(it.asText()));
        return text.toString();
    }
}
