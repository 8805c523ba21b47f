package dev.gkelocal.autopilot.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.OracleRows;
import dev.gkelocal.autopilot.core.OracleTotals;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The network-policy suite: tables and probes of kubernetes-sigs/network-policy-api, under plain Kubernetes semantics. */
class NetworkPolicyOracleTest {
    private static final String SUITE = "network-policy";

    @Test
    void verdicts_ofGeneratedCases_agreeInEveryCell() {
        var failures = new ArrayList<String>();
        var steps = 0;
        for (var row : OracleRows.read(SUITE + "/generated.jsonl.gz")) {
            for (var step : row.get("steps").items()) {
                steps++;
                compare(row.get("id").text() + "#" + steps, step, failures);
            }
        }
        report("generated", failures, steps);
    }

    @Test
    void verdicts_ofExplicitCases_agreeInEveryCell() {
        var failures = new ArrayList<String>();
        var rows = OracleRows.read(SUITE + "/explicit.jsonl.gz");
        rows.forEach(it -> compare(it.get("id").text(), it, failures));
        report("explicit", failures, rows.size());
    }

    @Test
    void verdicts_ofConformanceProbes_agree() {
        var failures = new ArrayList<String>();
        var pods = OracleRows.whole(SUITE + "/conformance-pods.json").items();
        var rows = OracleRows.read(SUITE + "/conformance.jsonl.gz");
        for (var row : rows) {
            var objects = new ArrayList<>(row.get("policies").items());
            row.get("namespaces").entries().forEach((name, labels) -> objects.add(namespace(name, labels)));
            pods.forEach(it -> objects.add(pod(it, "namedPorts")));
            var world = NetworkWorld.of(objects, Dataplane.KUBERNETES);
            assertThat(world.problems()).as(row.get("id").text()).isEmpty();
            var answer = world.reach(
                    row.get("client").text(),
                    row.get("server").text(),
                    row.get("port").text(),
                    row.get("protocol").text());
            if (!(answer instanceof Reach reach)
                    || reach.allowed() != row.get("expect").text().equals("allowed")) {
                failures.add(row.get("id").text() + ": " + answer);
            }
        }
        report("conformance", failures, rows.size());
    }

    private static void report(String part, List<String> failures, int total) {
        OracleTotals.record(SUITE + "/" + part, total - failures.size(), total);
        assertThat(failures).isEmpty();
    }

    /** Adds at most one failure: the cells that differ. */
    private static void compare(String id, Value step, List<String> failures) {
        var world = world(step);
        assertThat(world.problems()).as(id).isEmpty();
        var order = step.get("expect").get("order").items().stream()
                .map(Value::text)
                .toList();
        var wrong = new ArrayList<String>();
        step.get("expect").get("tables").entries().forEach((target, table) -> {
            for (var from = 0; from < order.size(); from++) {
                for (var to = 0; to < order.size(); to++) {
                    var expected = expected(table, from, to);
                    var actual = actual(world, order.get(from), order.get(to), target);
                    if (!expected.matches(".*[#PN-].*") && !expected.equals(actual)) {
                        wrong.add(order.get(from) + "->" + order.get(to) + " " + target + " " + expected + actual);
                    }
                }
            }
        });
        if (!wrong.isEmpty()) {
            failures.add(id + ": " + wrong);
        }
    }

    /** The cells of ingress, egress and both. */
    private static String expected(Value table, int from, int to) {
        var cells = new StringBuilder();
        for (var part : List.of("ingress", "egress", "combined")) {
            cells.append(table.get(part).get(from).text().charAt(to));
        }
        return cells.toString();
    }

    private static String actual(NetworkWorld world, String from, String to, String target) {
        var slash = target.indexOf('/');
        return switch (world.reach(from, to, target.substring(slash + 1), target.substring(0, slash))) {
            case Reach reach ->
                cell(reach.ingress().allowed()) + cell(reach.egress().allowed()) + cell(reach.allowed());
            case Answer.NoSuchEnd none -> none.message();
            case ServiceReach service -> "a Service: " + service.lines();
        };
    }

    private static String cell(boolean allowed) {
        return allowed ? "." : "X";
    }

    private static NetworkWorld world(Value step) {
        var objects = new ArrayList<Value>();
        step.get("policies").items().forEach(it -> objects.add(it.with("kind", Value.of("NetworkPolicy"))));
        step.get("adminPolicies").items().forEach(it -> objects.add(it.with("kind", Value.of("AdminNetworkPolicy"))));
        if (step.get("baselinePolicy").isSet()) {
            objects.add(step.get("baselinePolicy").with("kind", Value.of("BaselineAdminNetworkPolicy")));
        }
        step.get("resources")
                .get("namespaces")
                .items()
                .forEach(it -> objects.add(namespace(it.get("name").text(), it.get("labels"))));
        step.get("resources").get("pods").items().forEach(it -> objects.add(pod(it, "ports")));
        return NetworkWorld.of(objects, Dataplane.KUBERNETES);
    }

    private static Value namespace(String name, Value labels) {
        return Value.of(Map.of(
                "kind", Value.of("Namespace"), "metadata", Value.of(Map.of("name", Value.of(name), "labels", labels))));
    }

    private static Value pod(Value row, String ports) {
        var container = new ArrayList<Value>();
        row.get(ports)
                .items()
                .forEach(it -> container.add(Value.of(Map.of(
                        "name", it.get("name"), "containerPort", it.get("port"), "protocol", it.get("protocol")))));
        return Value.of(Map.of(
                "kind",
                Value.of("Pod"),
                "metadata",
                Value.of(Map.of(
                        "namespace", row.get("namespace"), "name", row.get("name"), "labels", row.get("labels"))),
                "spec",
                Value.of(Map.of(
                        "hostNetwork",
                        Value.of(row.get("hostNetwork").isTrue()),
                        "containers",
                        Value.of(List.of(Value.of(Map.of("ports", Value.of(container))))))),
                "status",
                Value.of(Map.of("podIP", row.get("ip")))));
    }
}
