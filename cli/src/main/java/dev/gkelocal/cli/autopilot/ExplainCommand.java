package dev.gkelocal.cli.autopilot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gke-local autopilot explain}. */
@Command(
        name = "explain",
        description = "Tell why a Pod of the simulated cluster is where it is: all that was decided about it.",
        footer = {
            "",
            "Examples:",
            "  gke-local autopilot explain shop/cart-7d4b9c-x2x9z",
            "  gke-local autopilot explain cart-0 -o json"
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "[NAMESPACE/]POD", description = "The Pod; its namespace is default when not given.")
    private String pod = "";

    @Mixin
    private Simulator simulator = new Simulator();

    private final Session session;

    ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var path = pod.indexOf('/') < 0 ? "default/" + pod : pod;
        simulator.print(session, "/api/v1/pods/" + path + "/explain", ExplainCommand::text);
        return 0;
    }

    private static String text(JsonNode answer) {
        var pod = answer.path("pod");
        var text = new StringBuilder(
                "%s/%s: %s".formatted(Json.text(pod, "namespace"), Json.text(pod, "name"), Json.text(pod, "phase")));
        if (!Json.text(pod, "node").isEmpty()) {
            text.append(" on ").append(Json.text(pod, "node"));
        }
        if (!Json.text(pod, "message").isEmpty()) {
            text.append("\n").append(Json.text(pod, "message"));
        }
        var table = new Table("TIME", "REASON", "MESSAGE");
        answer.path("events")
                .forEach(event ->
                        table.row(Json.text(event, "time"), Json.text(event, "reason"), Json.text(event, "message")));
        return text + (table.isEmpty() ? "" : "\n\n" + table);
    }
}
