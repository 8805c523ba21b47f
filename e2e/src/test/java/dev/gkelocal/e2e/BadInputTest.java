package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Sandbox;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user mistypes is answered with what, where and what to do, before anything is started. */
@Tag("input")
@ExtendWith(FaultReport.class)
final class BadInputTest {
    /** @param yaml added to a valid file @param says all of these */
    record Row(String name, String yaml, List<String> words, int code, List<String> says) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("unknown flag", "", List.of("up", "--auto-port"), 2, List.of("--auto-port", "--auto-ports")),
                new Row("unknown command", "", List.of("upp"), 2, List.of("upp", "up")),
                new Row(
                        "flag that deploy does not have",
                        "",
                        List.of("run", "deploy", "a", "--source", ".", "--gpu", "1"),
                        2,
                        List.of("--gpu")),
                new Row(
                        "unknown key",
                        "log_levle: debug\n",
                        List.of("up"),
                        3,
                        List.of("gke-local.yaml:2", "log_levle", "log_level")),
                new Row(
                        "malformed YAML",
                        "ports:\n  gateway: [1\nlogs: {}\n",
                        List.of("up"),
                        3,
                        List.of("gke-local.yaml:")),
                new Row(
                        "text for a number",
                        "ports:\n  gateway: many\n",
                        List.of("validate"),
                        3,
                        List.of("gke-local.yaml:3", "ports.gateway", "many")),
                new Row(
                        "number without a unit",
                        "simulation:\n  cloud_run:\n    tick: 5\n",
                        List.of("up"),
                        3,
                        List.of("gke-local.yaml:4", "simulation.cloud_run.tick")),
                new Row(
                        "list for a map",
                        "ports: [8080]\n",
                        List.of("config", "show"),
                        3,
                        List.of("gke-local.yaml:2", "ports")),
                new Row(
                        "value out of range in a flag",
                        "",
                        List.of("up", "--set", "ports.gateway=70000"),
                        3,
                        List.of("ports.gateway", "70000")),
                new Row("no platform", "", List.of("run", "services", "list"), 5, List.of("gke-local up")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void mistake_isExplained(Row row) {
        try (var sandbox = Sandbox.create()) {
            // Given
            sandbox.write("gke-local.yaml", "project_name: e2e\n" + row.yaml);
            // When
            var outcome = sandbox.run(row.words.toArray(String[]::new));
            // Then
            assertThat(outcome.code()).as(outcome.all()).isEqualTo(row.code);
            assertThat(outcome.err()).contains(row.says).doesNotContain("\tat ");
            assertThat(sandbox.records().supervisor()).isZero();
            // Valid again, so that it can be cleaned up.
            sandbox.write("gke-local.yaml", "project_name: e2e\n");
        }
    }
}
