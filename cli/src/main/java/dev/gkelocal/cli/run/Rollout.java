package dev.gkelocal.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Progress;
import dev.gkelocal.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Follows a long-running operation on a service and shows its stages, named as gcloud names them. */
final class Rollout {
    private static final List<Stage> STAGES =
            List.of(new Stage("ConfigurationsReady", "Creating revision"), new Stage("RoutesReady", "Routing traffic"));

    /** A condition of the service, and what its coming true ends. */
    private record Stage(String condition, String words) {}

    private final CloudRun cloudRun;
    private final Terminal terminal;
    private final boolean quiet;

    Rollout(CloudRun cloudRun, Terminal terminal, boolean quiet) {
        this.cloudRun = cloudRun;
        this.terminal = terminal;
        this.quiet = quiet;
    }

    /** The service when the operation has succeeded; a failure ends the command. */
    JsonNode await(String name, JsonNode operation) {
        try (var line = quiet ? null : terminal.progress("Deploying ...")) {
            var left = new ArrayList<>(STAGES);
            var seen = operation;
            while (!seen.path("done").asBoolean()) {
                seen = cloudRun.await(seen, 1);
                if (line != null && !seen.path("done").asBoolean()) {
                    cloudRun.service(name).ifPresent(service -> show(service, left, line));
                }
            }
            if (seen.has("error")) {
                throw failed(name, seen.path("error"));
            }
            if (line != null) {
                left.forEach(stage -> line.done(terminal.good("✓") + " " + stage.words()));
            }
            return cloudRun.service(name).orElse(seen.path("response"));
        }
    }

    private void show(JsonNode service, List<Stage> left, Progress line) {
        while (!left.isEmpty() && succeeded(service, left.getFirst().condition())) {
            line.done(terminal.good("✓") + " " + left.removeFirst().words());
        }
        if (!left.isEmpty()) {
            line.at(left.getFirst().words() + " ...");
        }
    }

    private static boolean succeeded(JsonNode service, String type) {
        for (var condition : service.path("conditions")) {
            if (Json.text(condition, "type").equals(type)) {
                return Json.text(condition, "state").equals("CONDITION_SUCCEEDED");
            }
        }
        return false;
    }

    private static CommandFailed failed(String name, JsonNode error) {
        var message = Json.text(error, "message");
        var hint = message.contains("gke-local logs") ? "" : "\nWhat the program wrote: gke-local logs " + name;
        return new CommandFailed(
                error.path("code").asInt() == 4 ? ExitCode.TIMED_OUT : ExitCode.FAILED,
                "deployment failed: " + Json.text(error, "message") + "\nWhat the program wrote: gke-local logs "
                        + name);
    }
}
