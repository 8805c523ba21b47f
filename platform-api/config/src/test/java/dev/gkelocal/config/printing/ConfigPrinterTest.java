package dev.gkelocal.config.printing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gkelocal.config.loading.ConfigInput;
import dev.gkelocal.config.loading.ConfigLoader;
import dev.gkelocal.config.loading.ConfigResult;
import dev.gkelocal.config.loading.SourceFile;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigPrinterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = """
            project_name: shop
            cluster:
              kubernetes_version: "1.30"
            simulation:
              cloud_run: {timeout: 90s, time_scale: 10}
            environment_vars:
              GREETING: "a: b # c"
              EMPTY: ""
            secrets:
              TOKEN: hush
            ignore_patterns: ["*.log", "a,b"]
            """;

    @Test
    void yaml_asPrinted_loadsAsTheSameConfiguration() {
        // Given
        var config =
                load(FILE.replace("hush", "\"" + ConfigPrinter.MASK + "\"")).config();
        // When
        var again = load(ConfigPrinter.yaml(config)).config();
        // Then
        assertThat(again).isEqualTo(config);
    }

    @Test
    void yaml_withOrigins_saysForEachValueWhereItCameFrom() {
        // Given
        var loaded = load(FILE);
        // When
        var text = ConfigPrinter.yaml(loaded.config(), loaded.origins());
        // Then
        assertThat(text.lines().map(line -> line.replaceAll(" +#", " #")))
                .contains(
                        "project_name: shop # gke-local.yaml:1",
                        "  kubernetes_version: \"1.30\" # gke-local.yaml:3",
                        "    time_scale: 10 # gke-local.yaml:5",
                        "    concurrency: 80 # default",
                        "  TOKEN: \"********\" # gke-local.yaml:10",
                        "simulation:",
                        "  cloud_run:");
        assertThat(load(text).config().cluster()).isEqualTo(loaded.config().cluster());
    }

    @Test
    void everyForm_ofASecret_isMasked() {
        // Given
        var loaded = load(FILE);
        // When
        var texts = ConfigPrinter.yaml(loaded.config())
                + ConfigPrinter.yaml(loaded.config(), loaded.origins())
                + ConfigPrinter.json(loaded.config())
                + ConfigPrinter.json(loaded.config(), loaded.origins());
        // Then
        assertThat(texts).contains("TOKEN").doesNotContain("hush");
    }

    @Test
    void json_ofValues_hasTheTypesOfTheFile() throws IOException {
        // When
        var json = JSON.readTree(ConfigPrinter.json(load(FILE).config()));
        // Then
        assertThat(json.at("/simulation/cloud_run/timeout").textValue()).isEqualTo("90s");
        assertThat(json.at("/simulation/cloud_run/time_scale").doubleValue()).isEqualTo(10.0);
        assertThat(json.at("/simulation/cloud_run/enabled").booleanValue()).isTrue();
        assertThat(json.at("/ports/kafka").intValue()).isEqualTo(19_092);
        assertThat(json.at("/event_log/fact_bytes").textValue()).isEqualTo("64MiB");
        assertThat(json.at("/ignore_patterns/1").textValue()).isEqualTo("a,b");
        assertThat(json.at("/environment_vars/GREETING").textValue()).isEqualTo("a: b # c");
    }

    @Test
    void json_withOrigins_pairsValueAndOrigin() throws IOException {
        // Given
        var loaded = load(FILE);
        // When
        var json = JSON.readTree(ConfigPrinter.json(loaded.config(), loaded.origins()));
        // Then
        assertThat(json.at("/simulation/cloud_run/time_scale/origin").textValue())
                .isEqualTo("gke-local.yaml:5");
        assertThat(json.at("/secrets/TOKEN/origin").textValue()).isEqualTo("gke-local.yaml:10");
        assertThat(json.at("/ports/kafka/value").intValue()).isEqualTo(19_092);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain", "", " edge ", "true", "Null", "~", "1.30", "0x1F", "- a", "a: b", "a #b", "'", "\"q\"", "\\",
                "line\nbreak", "tab\t", "é", "\u0007", "\u0085", "\u2028", "😀", "<<", "*a", "&a", "!t", "%", "@", "`",
                "---", "...", "a-b", "$HOME", "=", ".", "1e3", ".inf", "2026-11-23", "\uFEFF", "a/b", "+1", "_"
            })
    void text_ofAnyKind_readsBackTheSame(String text) {
        // Given
        var file = "project_name: shop\nenvironment_vars:\n  A: " + YamlValue.text(text) + "\n";
        // When
        var config = load(file).config();
        // Then
        assertThat(config.environmentVars()).isEqualTo(Map.of("A", text));
    }

    private static ConfigResult.Loaded load(String text) {
        return (ConfigResult.Loaded) ConfigLoader.load(new ConfigInput(
                new SourceFile.Read("gke-local.yaml", text), SourceFile.Absent::new, Map.of(), Map.of()));
    }
}
