package dev.gkelocal.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.OutputFormat;
import dev.gkelocal.cli.terminal.Table;
import dev.gkelocal.cli.terminal.Terminal;
import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.kind.install.PodReport;
import dev.gkelocal.kind.install.Pods;
import dev.gkelocal.kind.install.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code status} of a platform in a cluster: its Pods, and where it is found. */
final class ClusterStatus {
    private ClusterStatus() {}

    static int show(Terminal terminal, OutputFormat format, Endpoints endpoints, Endpoints.Kubernetes home) {
        try {
            var pods = Pods.read(home.context(), home.namespace());
            boolean ready = !pods.isEmpty() && pods.stream().allMatch(PodReport::ready);
            var enforcement = Enforcement.ask(endpoints.autopilot());
            if (format == OutputFormat.TABLE) {
                terminal.print(text(terminal, endpoints, home, pods, ready, enforcement)
                        .stripTrailing());
            } else {
                terminal.print(format, json(endpoints, home, pods, ready, enforcement), () -> "");
            }
            return ready ? 0 : ExitCode.PRECONDITION.number();
        } catch (Refused refused) {
            throw ClusterUp.failed(refused);
        }
    }

    private static String text(
            Terminal terminal,
            Endpoints endpoints,
            Endpoints.Kubernetes home,
            List<PodReport> pods,
            boolean ready,
            Enforcement enforcement) {
        if (pods.isEmpty()) {
            return "%s in the cluster of context %s; `gke-local up --kind` brings it back, `gke-local down --kind` forgets it."
                    .formatted(terminal.bad("Nothing of the platform runs"), home.context());
        }
        var table = new Table("POD", "READY", "STATE", "RESTARTS", "SINCE", "NODE");
        var now = Instant.now();
        for (var pod : pods) {
            table.row(
                    pod.name(),
                    pod.ready() ? "yes" : "no",
                    pod.state(),
                    pod.restarts(),
                    Words.of(Duration.between(pod.since(), now)),
                    pod.node());
        }
        return "The platform is %s in the cluster of context %s, namespace %s\n\n%s\n%s\n\n%s"
                .formatted(
                        ready ? terminal.good("ready") : terminal.bad("not ready"),
                        home.context(),
                        home.namespace(),
                        table,
                        enforcement.text(terminal),
                        Addresses.text(endpoints));
    }

    private static JsonNode json(
            Endpoints endpoints,
            Endpoints.Kubernetes home,
            List<PodReport> pods,
            boolean ready,
            Enforcement enforcement) {
        var node = Json.object();
        node.put("state", ready ? "ready" : "degraded");
        node.putObject("kubernetes").put("context", home.context()).put("namespace", home.namespace());
        var all = node.putArray("pods");
        for (var pod : pods) {
            all.addObject()
                    .put("name", pod.name())
                    .put("component", pod.component())
                    .put("ready", pod.ready())
                    .put("state", pod.state())
                    .put("restarts", pod.restarts())
                    .put("since", pod.since().toString())
                    .put("node", pod.node());
        }
        enforcement.into(node.putObject("enforcement"));
        StatusView.endpoints(node.putObject("endpoints"), endpoints);
        return node;
    }
}
