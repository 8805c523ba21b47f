package dev.gkelocal.cli.autopilot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gke-local autopilot nodes}. */
@Command(
        name = "nodes",
        description = "List the nodes of the simulated cluster, oldest first.",
        footer = {"", "Examples:", "  gke-local autopilot nodes", "  gke-local autopilot nodes -o json"})
final class NodesCommand implements Callable<Integer> {
    @Mixin
    private Simulator simulator = new Simulator();

    private final Session session;

    NodesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        simulator.print(session, "/api/v1/nodes", NodesCommand::table);
        return 0;
    }

    private static String table(JsonNode answer) {
        var table = new Table("NODE", "STAGE", "MACHINE TYPE", "ZONE", "CPU", "MEMORY", "PODS", "CREATED");
        answer.path("nodes")
                .forEach(node -> table.row(
                        Json.text(node, "name"),
                        Json.text(node, "stage"),
                        Json.text(node, "machineType") + (node.path("spot").asBoolean() ? " (spot)" : ""),
                        Json.text(node, "zone"),
                        Quantity.milli(node.path("cpuMillis").asLong()),
                        Quantity.mebibytes(node.path("memoryBytes").asLong() >> 20),
                        node.path("pods").asText(),
                        Json.text(node, "createTime")));
        return table.isEmpty() ? "No node: Autopilot makes them when Pods need them." : table.toString();
    }
}
