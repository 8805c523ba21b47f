package dev.gkelocal.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.embedded.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchTest {
    @TempDir
    private Path temp;

    @Test
    void ports_wantedFree_areDistinct() throws IOException {
        // Given
        var wanted = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            wanted.put(port, 0);
        }
        // When
        var choice = PortPlan.choose(wanted, false);
        // Then
        assertThat(choice)
                .isInstanceOfSatisfying(
                        PortPlan.Choice.Chosen.class,
                        chosen -> assertThat(chosen.plan().numbers().values())
                                .doesNotContain(0)
                                .doesNotHaveDuplicates());
    }

    @Test
    void samePortTwice_namesBothKeys() throws IOException {
        // Given
        var free = ((PortPlan.Choice.Chosen) PortPlan.choose(Map.of(Port.GATEWAY, 0), false))
                .plan()
                .of(Port.GATEWAY);
        // When
        var choice = PortPlan.choose(Map.of(Port.GATEWAY, free, Port.KAFKA, free), false);
        // Then
        assertThat(choice)
                .isInstanceOfSatisfying(
                        PortPlan.Choice.Busy.class,
                        busy -> assertThat(busy.sentences())
                                .singleElement()
                                .asString()
                                .contains("ports.kafka", "ports.gateway"));
    }

    @Test
    void argumentFile_isPrivate_andSurvivesTheLauncher() throws Exception {
        // Given
        var file = temp.resolve("x.args");
        var value = "a \"b\" c\\d # e\nf";
        ArgumentFile.write(file, Map.of("gkelocal.test", value));
        Files.writeString(
                temp.resolve("Echo.java"), "void main() { System.out.print(System.getProperty(\"gkelocal.test\")); }");
        // When
        var echo = new ProcessBuilder(
                        ProgramCommand.java(),
                        "@" + file,
                        temp.resolve("Echo.java").toString())
                .start();
        // Then
        assertThat(new String(echo.getInputStream().readAllBytes())).isEqualTo(value);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void archiveName_changesWithAJar_andWithFlags() throws IOException {
        // Given
        var jar = Files.createFile(temp.resolve("a.jar"));
        var before = ClassArchive.of("x", jar, List.of("-Xmx1m"), temp);
        // When
        var otherFlags = ClassArchive.of("x", jar, List.of("-Xmx2m"), temp);
        Files.write(jar, new byte[1]);
        var otherJar = ClassArchive.of("x", jar, List.of("-Xmx1m"), temp);
        // Then
        assertThat(List.of(before.file(), otherFlags.file(), otherJar.file())).doesNotHaveDuplicates();
    }

    @Test
    void oldArchives_areRemoved_ofTheSameProgramOnly() throws IOException {
        // Given
        for (var i = 0; i < 4; i++) {
            var file = Files.createFile(temp.resolve("x-" + i + ".aot"));
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * i));
        }
        Files.createFile(temp.resolve("y-0.aot"));
        // When
        new ClassArchive("x", temp.resolve("x-3.aot"), temp.resolve("x.jar"), List.of()).removeOthers();
        // Then
        assertThat(temp).isDirectoryNotContaining("glob:**x-{0,1}.aot");
        assertThat(temp.resolve("x-2.aot")).exists();
        assertThat(temp.resolve("x-3.aot")).exists();
        assertThat(temp.resolve("y-0.aot")).exists();
    }

    @Test
    void program_isGivenItsPorts_andNothingOfTheSupervisor() {
        // Given
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            numbers.put(port, 7_000 + port.ordinal());
        }
        var settings = Map.of("gkelocal.log_level", "warning", "gkelocal.ports.gateway", "0");
        // When
        var properties = new ProgramCommand(temp, new StateFolder(temp), new PortPlan(numbers), settings)
                .properties(Program.PLATFORM_API, "run-1");
        // Then
        assertThat(properties)
                .containsEntry("quarkus.http.port", "7000")
                .containsEntry("gkelocal.ports.gateway", "7000")
                .containsEntry("gkelocal.kafka.bootstrap", "127.0.0.1:7004")
                .containsEntry("gkelocal.run", "run-1")
                .containsEntry("quarkus.log.level", "WARN")
                .containsEntry("quarkus.otel.sdk.disabled", "true");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:4317, grpc",
        "http://127.0.0.1:4317/, grpc",
        "http://127.0.0.1:4318, http/protobuf",
        "https://traces.example.com/otlp, http/protobuf"
    })
    void otlpEndpoint_thatIsSet_switchesTracingOnInItsProtocol(String endpoint, String protocol) {
        // Given
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            numbers.put(port, 7_000 + port.ordinal());
        }
        var settings = Map.of("gkelocal.observability.otlp_endpoint", endpoint);
        // When
        var properties = new ProgramCommand(temp, new StateFolder(temp), new PortPlan(numbers), settings)
                .properties(Program.CLOUDRUN_SIM, "run-1");
        // Then
        assertThat(properties)
                .containsEntry("quarkus.otel.sdk.disabled", "false")
                .containsEntry("quarkus.otel.exporter.otlp.endpoint", endpoint)
                .containsEntry("quarkus.otel.exporter.otlp.protocol", protocol);
    }
}
