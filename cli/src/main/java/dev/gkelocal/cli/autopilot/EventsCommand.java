package dev.gkelocal.cli.autopilot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gke-local autopilot events}. */
@Command(
        name = "events",
        description = "Show what happened in the simulated cluster, newest first.",
        footer = {"", "Examples:", "  gke-local autopilot events", "  gke-local autopilot events -o json"})
final class EventsCommand implements Callable<Integer> {
    @Mixin
    private Simulator simulator = new Simulator();

    private final Session session;

    EventsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        simulator.print(session, "/api/v1/events", EventsCommand::table);
        return 0;
    }

    private static String table(JsonNode answer) {
        var table = new Table("TIME", "TYPE", "REASON", "OBJECT", "MESSAGE");
        answer.path("events")
                .forEach(event -> table.row(
                        Json.text(event, "time"),
                        Json.text(event, "type"),
                        Json.text(event, "reason"),
                        // What belongs to no namespace has an empty one.
                        Json.text(event, "object").replace("//", "/"),
                        Json.text(event, "message")));
        return table.isEmpty() ? "Nothing happened yet." : table.toString();
    }
}
