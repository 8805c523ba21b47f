package dev.gkelocal.observability.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.observability.ObservabilityFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", "."))
            .resolve("src/main/resources/dev/gkelocal/observability")
            .normalize();

    @Test
    void files_checkedIn_areWhatTheModuleMakes() throws IOException {
        // Given
        if (Boolean.getBoolean("gkelocal.regenerate")) {
            write(GeneratedFiles.all());
        }

        // When
        var checkedIn = new TreeMap<String, String>();
        for (var file : filesBelow(FOLDER)) {
            checkedIn.put(FOLDER.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }

        // Then
        var made = GeneratedFiles.all();
        assertThat(checkedIn.keySet())
                .as("CONTRIBUTING.md says how to make them anew")
                .isEqualTo(made.keySet());
        made.forEach((path, text) -> assertThat(checkedIn.get(path))
                .as(path + "; CONTRIBUTING.md says how to make it anew")
                .isEqualTo(text));
    }

    @Test
    void files_ofEachProgram_areReadFromTheJar() {
        // When
        var grafana = ObservabilityFiles.of("grafana");

        // Then
        assertThat(grafana)
                .containsKeys("dashboards/platform/gkl-platform.json", "provisioning/datasources/gke-local.yaml");
        assertThat(ObservabilityFiles.of("prometheus")).containsKeys("prometheus.yml", "rules/slo.yml");
        assertThat(ObservabilityFiles.of("jaeger")).containsOnlyKeys("config.yaml");
    }

    private static void write(SortedMap<String, String> made) throws IOException {
        for (var file : filesBelow(FOLDER)) {
            Files.delete(file);
        }
        for (var file : made.entrySet()) {
            var path = FOLDER.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
