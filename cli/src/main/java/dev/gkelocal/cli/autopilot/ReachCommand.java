package dev.gkelocal.cli.autopilot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.network.Answer;
import dev.gkelocal.autopilot.core.network.Dataplane;
import dev.gkelocal.autopilot.core.network.NetworkWorld;
import dev.gkelocal.autopilot.core.network.Reach;
import dev.gkelocal.autopilot.core.network.ServiceReach;
import dev.gkelocal.autopilot.core.network.Verdict;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.OutputFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gke-local autopilot reach}. */
@Command(
        name = "reach",
        description = {
            "Tell whether network policies let one end reach another, and which rule decides.",
            "Ends are NAMESPACE/POD, NAMESPACE/WORKLOAD, an IP address, a domain name, node/NAME, or kubelet; TO may be a Service,"
                    + " as service/NAME, service/NAMESPACE/NAME or its DNS name. Exit code 7 when denied, for a Service when any of"
                    + " the Pods behind it is out of reach."
        },
        footer = {
            "",
            "Examples:",
            "  gke-local autopilot reach shop/web shop/cart:8080 -f k8s/",
            "  gke-local autopilot reach shop/web service/shop/cart:80 -f k8s/",
            "  gke-local autopilot reach shop/cart 203.0.113.7:443 -f policies/ -f k8s/",
            "  gke-local autopilot reach shop/web shop/dns:53/UDP -f policies/ -o json"
        })
final class ReachCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FROM", description = "Who connects.")
    private String from = "";

    @Parameters(
            index = "1",
            paramLabel = "TO:PORT[/PROTOCOL]",
            description = "Where to; the port's number or name, TCP by default.")
    private String to = "";

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            required = true,
            description =
                    "Manifests with Pods or workloads, namespaces and policies: file, folder, or -; may be repeated.")
    private List<String> sources = List.of();

    @Option(
            names = "--dataplane",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}; Autopilot has V2, where no CIDR matches a Pod or node.")
    private Dataplane dataplane = Dataplane.V2;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    private final Session session;

    ReachCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var destination = Destination.parse(to);
        var world = NetworkWorld.of(objects(), dataplane);
        world.problems().forEach(it -> session.terminal().warn(it + "; the policy is left out"));
        world.warnings().forEach(session.terminal()::warn);
        return switch (world.reach(from, destination.name(), destination.port(), destination.protocol())) {
            case Answer.NoSuchEnd(var given, var message) ->
                throw new CommandFailed(ExitCode.NOT_FOUND, given + ": " + message);
            case Reach reach -> {
                session.terminal().print(output, json(reach), () -> String.join("\n", reach.lines()));
                yield reach.allowed() ? 0 : ExitCode.POLICY.number();
            }
            case ServiceReach reach -> {
                session.terminal().print(output, json(reach), () -> String.join("\n", reach.lines()));
                yield reach.allowed() ? 0 : ExitCode.POLICY.number();
            }
        };
    }

    /** @param protocol empty where none is given */
    private record Destination(String name, String port, String protocol) {
        static Destination parse(String text) {
            var colon = text.lastIndexOf(':');
            if (colon <= 0 || colon == text.length() - 1) {
                throw new CommandFailed(ExitCode.USAGE, "'" + text + "' names no port; write " + text + ":8080");
            }
            var port = text.substring(colon + 1);
            var slash = port.indexOf('/');
            var name = text.substring(0, colon);
            return new Destination(
                    name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name,
                    slash < 0 ? port : port.substring(0, slash),
                    slash < 0 ? "" : port.substring(slash + 1));
        }
    }

    private List<Value> objects() {
        var objects = new ArrayList<Value>();
        for (var document : new ManifestFiles(session).read(sources)) {
            switch (document) {
                case Document.Parsed(var root) -> objects.add(root);
                case Document.Unreadable broken ->
                    throw new CommandFailed(ExitCode.INVALID_CONFIGURATION, broken.toString());
            }
        }
        return objects;
    }

    private static JsonNode json(ServiceReach reach) {
        var json = Json.object();
        json.put("allowed", reach.allowed());
        json.put("service", reach.service());
        json.put("servicePort", reach.port());
        var targets = json.putArray("targets");
        reach.targets().forEach(it -> targets.add(json(it)));
        var notes = json.putArray("notes");
        reach.notes().forEach(notes::add);
        return json;
    }

    private static JsonNode json(Reach reach) {
        var json = Json.object();
        json.put("allowed", reach.allowed());
        json.put("from", reach.traffic().from().name());
        json.put("to", reach.traffic().to().name());
        json.put("port", reach.traffic().port());
        json.put("protocol", reach.traffic().protocol().name());
        json.set("egress", json(reach.egress()));
        json.set("ingress", json(reach.ingress()));
        var notes = json.putArray("notes");
        reach.notes().forEach(notes::add);
        return json;
    }

    private static JsonNode json(Verdict verdict) {
        var json = Json.object();
        json.put("allowed", verdict.allowed());
        json.put("basis", verdict.basis().name());
        json.put("text", verdict.text());
        var steps = json.putArray("steps");
        verdict.steps().forEach(it -> steps.add(it.text()));
        return json;
    }
}
