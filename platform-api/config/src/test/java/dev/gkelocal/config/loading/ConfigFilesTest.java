package dev.gkelocal.config.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFilesTest {
    @TempDir
    Path project;

    @Test
    void find_inAFolderBelow_givesTheNearestFileAbove() throws IOException {
        // Given
        write("gke-local.yaml", "project_name: shop");
        var below = Files.createDirectories(project.resolve("src/app"));
        // When
        var found = ConfigFiles.find(below);
        // Then
        assertThat(found).contains(project.resolve("gke-local.yaml"));
    }

    @Test
    void find_whereThereIsNone_isEmpty() {
        // When
        var found = ConfigFiles.find(project);
        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void load_fromAFolderBelow_namesFilesRelativeToIt() throws IOException {
        // Given
        write("gke-local.yaml", "project_name: shop\nenvironment: staging");
        write("gke-local.staging.yaml", "log_level: loud");
        var below = Files.createDirectories(project.resolve("src"));
        // When
        var problems = problems(new ConfigFiles(project.resolve("gke-local.yaml"), below));
        // Then
        assertThat(problems)
                .containsExactly("../gke-local.staging.yaml:1: log_level: \"loud\" is unknown;"
                        + " write debug, info, warning or error");
    }

    @Test
    void load_withoutTheFile_saysHowToMakeOne() {
        // When
        var problems = problems(files());
        // Then
        assertThat(problems).containsExactly("gke-local.yaml: there is no such file; `gke-local init` makes one");
    }

    @Test
    void load_fileThatIsNotUtf8_isRefused() throws IOException {
        // Given
        Files.write(project.resolve("gke-local.yaml"), "project_name: é".getBytes(StandardCharsets.ISO_8859_1));
        // When
        var problems = problems(files());
        // Then
        assertThat(problems).containsExactly("gke-local.yaml:1: cannot be read: it is not UTF-8; save it as UTF-8");
    }

    @Test
    void load_fileTooLarge_isNotRead() throws IOException {
        // Given
        Files.write(project.resolve("gke-local.yaml"), new byte[2 << 20]);
        // When
        var problems = problems(files());
        // Then
        assertThat(problems)
                .containsExactly(
                        "gke-local.yaml:1: cannot be read: it is larger than 1048576 bytes; is it the right file?");
    }

    @Test
    void load_folderInsteadOfAnOverlay_isRefused() throws IOException {
        // Given
        write("gke-local.yaml", "project_name: shop");
        Files.createDirectory(project.resolve("gke-local.local.yaml"));
        // When
        var problems = problems(files());
        // Then
        assertThat(problems).containsExactly("gke-local.local.yaml:1: cannot be read: it is not a file");
    }

    @Test
    void load_watchPathThatIsNoFolder_isAWarning() throws IOException {
        // Given
        write("gke-local.yaml", "project_name: shop\nwatch_paths: [src, missing]");
        Files.createDirectory(project.resolve("src"));
        // When
        var loaded = (ConfigResult.Loaded) files().load(Map.of(), Map.of());
        // Then
        assertThat(loaded.warnings())
                .extracting(Problem::text)
                .containsExactly(
                        "gke-local.yaml:2: watch_paths: has no effect yet; the platform behaves as without it",
                        "gke-local.yaml:2: watch_paths: missing is not a folder; make it, or remove it from the list");
    }

    @Test
    void load_relativeHome_isTheCallersNotTheProjects() throws IOException {
        // Given
        write("gke-local.yaml", "project_name: shop");
        var below = Files.createDirectory(project.resolve("src"));
        // When
        var loaded = (ConfigResult.Loaded) new ConfigFiles(project.resolve("gke-local.yaml"), below)
                .load(Map.of("GKE_LOCAL_HOME", "state"), Map.of());
        // Then
        assertThat(loaded.config().project().stateDir()).isEqualTo(below.resolve("state"));
    }

    @Test
    void environments_areThoseWithAnOverlay() throws IOException {
        // Given
        for (var name : List.of("gke-local.yaml", "gke-local.staging.yaml", "gke-local.local.yaml", "gke-local.txt")) {
            write(name, "");
        }
        // When
        var environments = files().environments();
        // Then
        assertThat(environments).containsExactly("local", "staging");
    }

    private ConfigFiles files() {
        return new ConfigFiles(project.resolve("gke-local.yaml"), project);
    }

    private static List<String> problems(ConfigFiles files) {
        var result = (ConfigResult.Invalid) files.load(Map.of(), Map.of());
        return result.problems().stream().map(Problem::text).toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(project.resolve(name), text);
    }
}
