package dev.gkelocal.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Progress;
import dev.gkelocal.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Follows a long-running operation on a service and shows its stages, named as gcloud names them. */
final class Rollout {
    private static final List<Stage> STAGES =
            List.of(new Stage("ConfigurationsReady", "Creating revision"), new Stage("RoutesReady", "Routing traffic"));

    /** A condition of the service, and what its coming true ends. */
    private record Stage(String condition, String words) {}

    /** More than an instance may take to start (cloudrun sheet 1.3) and the steps around it. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

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
            long start = System.nanoTime();
            while (!seen.path("done").asBoolean()) {
                if (System.nanoTime() - start > LONGEST.toNanos()) {
                    throw stuck(name);
                }
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

    private static CommandFailed stuck(String name) {
        return new CommandFailed(
                ExitCode.TIMED_OUT,
                "the deployment of [%s] is not over after %d minutes, but goes on. See whether the platform is well (gke-local status), and what became of the service (gke-local run services describe %s)"
                        .formatted(name, LONGEST.toMinutes(), name));
    }

    private static CommandFailed failed(String name, JsonNode error) {
        var message = Json.text(error, "message");
        var hint = message.contains("gke-local logs") ? "" : "\nWhat the program wrote: gke-local logs " + name;
        return new CommandFailed(
                error.path("code").asInt() == 4 ? ExitCode.TIMED_OUT : ExitCode.FAILED,
                "deployment failed: " + message + hint);
    }
}
