package dev.gkelocal.cli.autopilot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gke-local autopilot pods}. */
@Command(
        name = "pods",
        description = "List the Pods of the simulated cluster.",
        footer = {"", "Examples:", "  gke-local autopilot pods", "  gke-local autopilot pods -o json"})
final class PodsCommand implements Callable<Integer> {
    @Mixin
    private Simulator simulator = new Simulator();

    private final Session session;

    PodsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        simulator.print(session, "/api/v1/pods", PodsCommand::table);
        return 0;
    }

    private static String table(JsonNode answer) {
        var table = new Table("POD", "PHASE", "READY", "NODE", "RESTARTS", "CREATED", "WHY");
        answer.path("pods")
                .forEach(pod -> table.row(
                        Json.text(pod, "namespace") + "/" + Json.text(pod, "name"),
                        Json.text(pod, "phase"),
                        pod.path("ready").asBoolean() ? "yes" : "no",
                        Json.text(pod, "node"),
                        pod.path("restarts").asText(),
                        Json.text(pod, "createTime"),
                        Json.text(pod, "reason")));
        return table.isEmpty() ? "No Pod: gke-local autopilot apply -f k8s/" : table.toString();
    }
}
