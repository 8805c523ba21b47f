package dev.gkelocal.cli.autopilot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cli.CliRun;
import dev.gkelocal.cli.terminal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void scenario() throws IOException {
        Files.createDirectories(folder.resolve("case/manifests"));
        Files.writeString(folder.resolve("case/manifests/web.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  replicas: 3
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: c, image: c}]}
                """);
        Files.writeString(
                folder.resolve("case/scenario.yaml"),
                "name: '</script> three Pods'\nhorizon: 30m\nworkloads:\n- path: manifests\n");
    }

    @Test
    void simulate_ofAScenario_tellsNodesPodsAndCost() {
        var run = simulate("case/scenario.yaml");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("3 Running", "3 Pods waited for a node", "shop Deployment/web");
    }

    @Test
    void json_hasTheTimeline() {
        var json =
                Json.parse(simulate("case/scenario.yaml", "-o", "json").out()).orElseThrow();

        assertThat(json.at("/timeline")).hasSize(31);
        assertThat(json.at("/timeline/30/pods/Running").asInt()).isEqualTo(3);
    }

    @Test
    void html_isOneFileThatNoTextOfAManifestBreaks() throws IOException {
        var run = simulate("case/scenario.yaml", "-o", "html", "--out", "page.html");

        var page = Files.readString(folder.resolve("page.html"));
        assertThat(run.err()).contains("Wrote page.html");
        assertThat(page).contains("uPlot").doesNotContain("</script> three", "\"report\"", "src=", "href=");
    }

    @Test
    void csv_intoAFolder_writesATableEach() throws IOException {
        simulate("case/scenario.yaml", "-o", "csv", "--out", "tables");

        try (var files = Files.list(folder.resolve("tables"))) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(it.toString()).endsWith(".csv"));
        }
    }

    @Test
    void simulate_withAnUnknownKey_namesFileAndLine() throws IOException {
        Files.writeString(folder.resolve("wrong.yaml"), "name: x\nhorizont: 30m\n");

        var run = simulate("wrong.yaml");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("wrong.yaml:2: ").contains("horizon");
    }

    private CliRun simulate(String file, String... options) {
        var words = new String[3 + options.length];
        words[0] = "autopilot";
        words[1] = "simulate";
        words[2] = file;
        System.arraycopy(options, 0, words, 3, options.length);
        return CliRun.in(folder).run(words);
    }
}
