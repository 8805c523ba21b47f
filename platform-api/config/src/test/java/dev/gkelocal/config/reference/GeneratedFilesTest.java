package dev.gkelocal.config.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.config.keys.Key;
import dev.gkelocal.config.keys.Keys;
import dev.gkelocal.config.loading.ConfigInput;
import dev.gkelocal.config.loading.ConfigLoader;
import dev.gkelocal.config.loading.ConfigResult;
import dev.gkelocal.config.loading.SourceFile;
import dev.gkelocal.config.printing.ConfigPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checked-in files equal what the description of the keys makes; {@code -Dgkelocal.regenerate=true} writes them. */
final class GeneratedFilesTest {
    private static final Path REPOSITORY = Path.of(System.getProperty("gkelocal.repository", "../.."));
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    record Generated(String path, String text) {
        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Generated> generated() {
        return Stream.of(
                new Generated("docs/reference/" + SchemaFile.NAME, SchemaFile.generate()),
                new Generated("docs/reference/configuration.md", ReferencePage.generate()));
    }

    @ParameterizedTest
    @MethodSource("generated")
    void checkedInFile_ofTheKeys_isUpToDate(Generated generated) throws IOException {
        // Given
        var file = REPOSITORY.resolve(generated.path());
        if (Boolean.getBoolean("gkelocal.regenerate")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated.text());
        }
        // When
        var checkedIn = Files.exists(file) ? Files.readString(file) : "";
        // Then
        assertThat(checkedIn)
                .as("%s is old; run ./mvnw -pl platform-api/config -am test -Dgkelocal.regenerate=true", file)
                .isEqualTo(generated.text());
    }

    @Test
    void schemaInTheJar_ofTheKeys_isTheOneInTheDocs() throws IOException {
        // When
        var inTheJar = SchemaFile.text();
        // Then
        assertThat(inTheJar)
                .isEqualTo(Files.readString(REPOSITORY.resolve("docs/reference").resolve(SchemaFile.NAME)));
    }

    @Test
    void template_asWritten_keepsTheSchema() throws IOException {
        // Given
        var template = YAML.readTree(ProjectTemplate.text("shop", "schema.json"));
        // When
        var violations = schema().validate(template);
        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void template_asWritten_loadsAsTheDefaults() {
        // When
        var result = load(ProjectTemplate.text("gke-local", "schema.json"));
        // Then
        assertThat(result).isInstanceOfSatisfying(ConfigResult.Loaded.class, loaded -> {
            assertThat(loaded.config()).isEqualTo(GkeLocalConfig.defaults());
            assertThat(loaded.warnings()).isEmpty();
        });
    }

    @Test
    void template_everyKeySwitchedOn_keepsTheSchemaAndLoadsAsTheDefaults() throws IOException {
        // Given
        var text = ProjectTemplate.text("gke-local", "schema.json").replaceAll("(?m)^( *)#([a-z_]+:)", "$1$2");
        // When
        var result = load(text);
        // Then
        assertThat(schema().validate(YAML.readTree(text))).isEmpty();
        assertThat(result).isInstanceOfSatisfying(ConfigResult.Loaded.class, loaded -> {
            assertThat(loaded.config()).isEqualTo(GkeLocalConfig.defaults());
            assertThat(loaded.origins().byPath())
                    .containsOnlyKeys(Keys.all().stream()
                            .filter(key -> !key.isMap())
                            .map(Key::path)
                            .toList());
        });
    }

    @Test
    void template_firstLine_namesTheSchemaForEditors() {
        // When
        var text = ProjectTemplate.text("shop", ".gke-local/gke-local.schema.json");
        // Then
        assertThat(text).startsWith("# yaml-language-server: $schema=.gke-local/gke-local.schema.json\n");
        assertThat(text).contains("\nproject_name: shop\n");
    }

    @Test
    void printedConfiguration_ofDefaults_keepsTheSchema() throws IOException {
        // When
        var printed = YAML.readTree(ConfigPrinter.yaml(GkeLocalConfig.defaults()));
        // Then
        assertThat(schema().validate(printed)).isEmpty();
    }

    @Test
    void defaultsInTheSchema_ofEveryKey_keepTheirOwnRule() throws IOException {
        // Given
        var schema = new ObjectMapper().readTree(SchemaFile.generate());
        // When
        var defaults = defaultsIn(schema);
        // Then
        assertThat(schema().validate(defaults)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nmae: x",
                "ports: {gateway: 70000}",
                "ports: {gateway: \"8080\"}",
                "simulation: {cloud_run: {timeout: 300}}",
                "simulation: {cloud_run: {timeout: 30m1h}}",
                "simulation: {cloud_run: {concurrency: 1001}}",
                "cluster: {kubernetes_version: 1.34}",
                "log_level: loud",
                "event_log: {fact_bytes: 64MB}",
                "watch_paths: ./src",
                "environment_vars: {PORT: 8080}",
                "secrets: {\"not a name\": x}"
            })
    void schemaAndLoader_wrongFile_refuseAlike(String text) throws IOException {
        // When
        var violations = schema().validate(YAML.readTree(text));
        var loaded = load("project_name: shop\n" + text);
        // Then
        assertThat(violations).isNotEmpty();
        assertThat(loaded).isInstanceOf(ConfigResult.Invalid.class);
    }

    private static JsonSchema schema() {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SchemaFile.generate());
    }

    private static ConfigResult load(String text) {
        Function<String, SourceFile> noOverlay = SourceFile.Absent::new;
        return ConfigLoader.load(
                new ConfigInput(new SourceFile.Read("gke-local.yaml", text), noOverlay, Map.of(), Map.of()));
    }

    private static JsonNode defaultsIn(JsonNode schema) {
        if (schema.has("default")) {
            return schema.get("default");
        }
        var object = YAML.createObjectNode();
        schema.path("properties")
                .properties()
                .forEach(property -> object.set(property.getKey(), defaultsIn(property.getValue())));
        return object;
    }
}
