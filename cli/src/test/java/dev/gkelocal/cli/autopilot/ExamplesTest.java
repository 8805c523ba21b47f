package dev.gkelocal.cli.autopilot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cli.CliRun;
import dev.gkelocal.cli.terminal.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What examples/autopilot/check/README.md says of its manifests. */
class ExamplesTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @Test
    void examples_areJudgedAsTheirReadmeSays() {
        var run = CliRun.in(REPOSITORY).run("autopilot", "check", "examples/autopilot/check", "-o", "json");

        assertThat(run.code()).isEqualTo(7);
        Map<String, List<String>> refused = new HashMap<>();
        Json.parse(run.out())
                .orElseThrow()
                .path("objects")
                .forEach(it -> refused.put(
                        it.path("name").asText(), it.path("refusals").findValuesAsText("rule")));
        assertThat(refused)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "web", List.of(),
                        "nightly", List.of(),
                        "api", List.of(),
                        "log-agent", List.of("autogke-no-host-port", "autogke-no-write-mode-hostpath"),
                        "quorum", List.of("autogke-pod-limit-constraints"),
                        "inference", List.of(),
                        "inference-without-type", List.of("autogke-gpu-limitation")));
    }
}
