package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Outcome;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Program;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SharedPlatform;
import dev.gkelocal.e2e.driver.Target;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Source folders and programs that cannot become a service. The platform goes on, and no process of theirs stays. */
@Tag("input")
@ExtendWith({FaultReport.class, SharedPlatform.class})
final class BadProgramsTest {
    /** @param says all of these */
    record Row(String name, String program, int code, List<String> says) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        // The texts of Cloud Run: cloudrun sheet 1.3.
        return Stream.of(
                new Row("nothing runnable", "empty", 1, List.of("found nothing to run", "Procfile", "--command")),
                new Row(
                        "never listens",
                        "silent",
                        1,
                        List.of("failed to start and listen on the port", "gke-local logs")),
                new Row("listens elsewhere", "elsewhere", 1, listensElsewhere()),
                new Row(
                        "exits at once",
                        "crashing",
                        1,
                        List.of("failed to start and listen on the port", "gke-local logs")));
    }

    /** Which ports a Pod listens on is not to be seen from outside. */
    private static List<String> listensElsewhere() {
        return Target.chosen() == Target.KIND
                ? List.of("failed to start and listen on the port", "PORT=8080")
                : List.of("The program listens on port", "but PORT was");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void program_thatCannotServe_failsItsDeployment(Row row, Sandbox sandbox) {
        // When
        var deploy = sandbox.run(
                "run",
                "deploy",
                row.program,
                "--source",
                Program.named(row.program).toString(),
                "--quiet");
        // Then
        assertThat(deploy.code()).as(deploy.all()).isEqualTo(row.code);
        assertThat(deploy.err()).contains(row.says).doesNotContain("\tat ");
        Patience.within(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(sandbox.home().instancesOf(row.program)).isEmpty());
        FaultReport.row("program: " + row.name, deploy.took(), firstError(deploy));
        sandbox.run("run", "services", "delete", row.program, "--quiet");
    }

    private static String firstError(Outcome deploy) {
        return deploy.err()
                .lines()
                .filter(it -> it.contains("error:"))
                .findFirst()
                .orElse("");
    }
}
