package dev.gkelocal.autopilot.core.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gkelocal.autopilot.core.OracleTotals;
import dev.gkelocal.autopilot.core.classes.CustomClass;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MutationOracleTest {
    private static final List<String> BUILT_IN =
            List.of("default", "Balanced", "Scale-Out", "Performance", "Accelerator");

    @Test
    void mutation_ofEveryVector_isAsExpected() throws IOException {
        var folder = System.getenv("GKE_LOCAL_ORACLES");
        assumeTrue(folder != null, "GKE_LOCAL_ORACLES names no folder with oracle vectors");
        var faults = new ArrayList<String>();
        var hints = new ArrayList<String>();
        var total = 0;
        for (var line : Files.readAllLines(Path.of(folder, "autopilot-mutation", "cases.jsonl"))) {
            if (line.isBlank()) {
                continue;
            }
            total++;
            var row = Json.read(line);
            var fault = fault(row);
            fault.ifPresent(it -> (row.get("confidence").text().equals("low") ? hints : faults).add(it));
        }
        OracleTotals.record("autopilot-mutation", total - faults.size() - hints.size(), total);

        hints.forEach(hint -> System.out.println("hint not met: " + hint));
        assertThat(faults).isEmpty();
    }

    private static Optional<String> fault(Value row) {
        var mutated = mutated(row).object();
        if (row.get("verdict").isSet() && !row.get("verdict").text().equals(verdict(mutated, cluster(row)))) {
            return Optional.of(
                    row.get("id").text() + ": not " + row.get("verdict").text());
        }
        var checks = row.get("check").items().stream().map(Value::text).toList();
        for (var list : List.of("initContainers", "containers")) {
            var expected = row.get("expect").get(list).items();
            for (var i = 0; i < expected.size(); i++) {
                for (var check : checks) {
                    var path = check.split("\\.", 2);
                    var want = expected.get(i).get(path[0]).get(path[1]);
                    var got = Vectors.podSpec(mutated)
                            .get(list)
                            .get(i)
                            .get("resources")
                            .get(path[0])
                            .get(path[1]);
                    if (!same(want, got)) {
                        return Optional.of(row.get("id").text() + " " + list + "[" + i + "]." + check + ": "
                                + got.text("absent") + " instead of " + want.text("absent"));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean same(Value want, Value got) {
        return want.isSet() && got.isSet()
                ? Quantity.of(want.text()).equals(Quantity.of(got.text()))
                : want.isSet() == got.isSet();
    }

    private static Mutation mutated(Value row) {
        var wanted = row.get("class").text("default");
        var spec = new LinkedHashMap<String, Value>();
        for (var list : List.of("initContainers", "containers")) {
            if (row.get("in").get(list).isSet()) {
                spec.put(
                        list,
                        Value.of(row.get("in").get(list).items().stream()
                                .map(MutationOracleTest::container)
                                .toList()));
            }
        }
        if (!wanted.equals("default")) {
            spec.put("nodeSelector", Value.of(Map.of("cloud.google.com/compute-class", Value.of(wanted))));
        }
        return Admission.mutate(Vectors.object(row.get("kind").text(), Value.of(spec)), cluster(row));
    }

    private static ClusterRules cluster(Value row) {
        var wanted = row.get("class").text("default");
        var cluster = ClusterRules.of(row.get("cluster").text().equals("bursting"));
        return BUILT_IN.contains(wanted) ? cluster : cluster.with(Map.of(wanted, CustomClass.ofMachines(wanted)));
    }

    /** By the maxima of the class alone. */
    private static String verdict(Value object, ClusterRules cluster) {
        var workload = Workload.of(object).orElseThrow();
        var total = PodDraft.of(object, workload, "", new ArrayList<>()).total();
        var maximum = cluster.classOf(object, workload).rules().maximum();
        return total.milliCpu() > maximum.milliCpu()
                        || total.memoryBytes() > maximum.memoryBytes()
                        || total.ephemeralBytes() > maximum.ephemeralBytes()
                ? "refused"
                : "admitted";
    }

    private static Value container(Value given) {
        var resources = new LinkedHashMap<String, Value>();
        for (var list : List.of("requests", "limits")) {
            if (given.get(list).isSet()) {
                resources.put(list, given.get(list));
            }
        }
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name", given.get("name"));
        fields.put("restartPolicy", given.get("restartPolicy"));
        fields.put("resources", Value.of(resources));
        return Value.of(fields);
    }
}
