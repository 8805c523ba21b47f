package dev.gkelocal.cli.autopilot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gke-local autopilot cost}. */
@Command(
        name = "cost",
        description = "Show what the simulated cluster has cost, by workload.",
        footer = {"", "Examples:", "  gke-local autopilot cost", "  gke-local autopilot cost -o json"})
final class CostCommand implements Callable<Integer> {
    @Mixin
    private Simulator simulator = new Simulator();

    private final Session session;

    CostCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        simulator.print(session, "/api/v1/cost", CostCommand::table);
        return 0;
    }

    private static String table(JsonNode answer) {
        var table = new Table("WORKLOAD", "USD");
        answer.path("usdByWorkload")
                .properties()
                .forEach(it -> table.row(it.getKey(), it.getValue().asText()));
        table.row("cluster fee", answer.path("usdClusterFee").asText());
        table.row("free tier", "-" + answer.path("usdCredit").asText());
        table.row("total", answer.path("usdTotal").asText());
        return table + "From " + Json.text(answer, "from") + " to " + Json.text(answer, "to") + ", prices of "
                + Json.text(answer, "pricesDated");
    }
}
