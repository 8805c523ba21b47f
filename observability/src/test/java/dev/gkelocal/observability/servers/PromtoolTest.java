package dev.gkelocal.observability.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules as Prometheus' own tool sees them. */
class PromtoolTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path FILES = MODULE.resolve("src/main/resources/dev/gkelocal/observability/prometheus");

    static List<Path> cases() throws IOException {
        return listed(MODULE.resolve("src/test/promtool"));
    }

    @Test
    void rules_areOfTheFormThatPrometheusReads() throws Exception {
        // Given
        var rules = new ArrayList<>(listed(FILES.resolve("rules")));
        rules.add(FILES.resolve("slo-month.yml"));

        // Then
        promtool(Stream.concat(Stream.of("check", "rules"), rules.stream().map(Path::toString)));
    }

    /** The file for a cluster needs a build with discovery in Kubernetes, which Debian's has not. */
    @Test
    void configuration_besideTheEmbeddedPlatform_isRead() throws Exception {
        promtool(Stream.of(
                "check", "config", FILES.resolve("prometheus-embedded.yml").toString()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rules_behaveAsTheirCasesSay(Path file) throws Exception {
        promtool(Stream.of("test", "rules", file.toString()));
    }

    private static void promtool(Stream<String> words) throws Exception {
        var tool = Tool.require("promtool", "GKE_LOCAL_PROMTOOL");
        var command = Stream.concat(Stream.of(tool.path().toString()), words).toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
