package dev.gkelocal.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.terminal.Json;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceEditTest {
    private static final String EXISTING = """
            {"etag":"e1","labels":{"team":"a"},
             "template":{"containers":[{"image":"local/web","env":[{"name":"A","value":"1"},
               {"name":"S","valueSource":{"secretKeyRef":{"secret":"s"}}}]}]}}""";

    record Row(
            String name,
            Consumer<DeployFlags> flags,
            @Nullable String image,
            String mask,
            String path,
            String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> changes() {
        return Stream.of(
                new Row(
                        "image",
                        flags -> {},
                        "local/new",
                        "template.containers",
                        "/template/containers/0/image",
                        "\"local/new\""),
                new Row("nothing said", flags -> {}, null, "", "/template/containers/0/image", "\"local/web\""),
                new Row(
                        "port",
                        flags -> flags.port = "9000",
                        null,
                        "template.containers",
                        "/template/containers/0/ports",
                        "[{\"containerPort\":9000}]"),
                new Row(
                        "memory keeps throttling on",
                        flags -> flags.memory = "1Gi",
                        null,
                        "template.containers",
                        "/template/containers/0/resources",
                        "{\"limits\":{\"memory\":\"1Gi\"},\"cpuIdle\":true}"),
                new Row(
                        "throttling off",
                        flags -> flags.cpuThrottling = false,
                        null,
                        "template.containers",
                        "/template/containers/0/resources",
                        "{\"cpuIdle\":false}"),
                new Row(
                        "set variables keeps secrets only",
                        flags -> flags.setEnvVars = "B=2",
                        null,
                        "template.containers",
                        "/template/containers/0/env",
                        "[{\"name\":\"S\",\"valueSource\":{\"secretKeyRef\":{\"secret\":\"s\"}}},{\"name\":\"B\",\"value\":\"2\"}]"),
                new Row(
                        "update variables changes and adds",
                        flags -> flags.updateEnvVars = "A=9,S=plain,C=3",
                        null,
                        "template.containers",
                        "/template/containers/0/env",
                        "[{\"name\":\"A\",\"value\":\"9\"},{\"name\":\"S\",\"value\":\"plain\"},{\"name\":\"C\",\"value\":\"3\"}]"),
                new Row(
                        "command and args",
                        flags -> {
                            flags.command = "java,-jar";
                            flags.args = "app.jar";
                        },
                        null,
                        "template.containers",
                        "/template/containers/0/command",
                        "[\"java\",\"-jar\"]"),
                new Row(
                        "concurrency",
                        flags -> flags.concurrency = "5",
                        null,
                        "template.maxInstanceRequestConcurrency",
                        "/template/maxInstanceRequestConcurrency",
                        "5"),
                new Row(
                        "timeout",
                        flags -> flags.timeout = "5m",
                        null,
                        "template.timeout",
                        "/template/timeout",
                        "\"300s\""),
                new Row(
                        "instances",
                        flags -> {
                            flags.minInstances = "1";
                            flags.maxInstances = "3";
                        },
                        null,
                        "template.scaling.maxInstanceCount,template.scaling.minInstanceCount",
                        "/template/scaling",
                        "{\"minInstanceCount\":1,\"maxInstanceCount\":3}"),
                new Row(
                        "labels are added to service and revision",
                        flags -> flags.labels = "env=dev",
                        null,
                        "labels,template.labels",
                        "/labels",
                        "{\"team\":\"a\",\"env\":\"dev\"}"),
                new Row(
                        "revision suffix",
                        flags -> flags.revisionSuffix = "v2",
                        null,
                        "template.revision",
                        "/template/revision",
                        "\"web-v2\""),
                new Row("description", flags -> flags.description = "d", null, "description", "/description", "\"d\""));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void flags_onAnExistingService_changeAndMaskExactlyTheirFields(Row row) {
        // Given
        var flags = new DeployFlags();
        row.flags().accept(flags);
        // When
        var edit = ServiceEdit.of("web", parse(EXISTING)).apply(flags, row.image());
        // Then
        assertThat(edit.updateMask()).isEqualTo(row.mask());
        assertThat(edit.service().at(row.path())).isEqualTo(parse(row.expected()));
    }

    @Test
    void revisionName_ofAnEarlierDeploy_isNotGivenAgain() {
        // Given
        var existing = parse("{\"template\":{\"revision\":\"web-v1\",\"containers\":[{\"image\":\"i\"}]}}");
        // When
        var edit = ServiceEdit.of("web", existing).apply(new DeployFlags(), "local/web");
        // Then
        assertThat(edit.service().at("/template").has("revision")).isFalse();
        assertThat(edit.updateMask()).isEqualTo("template.containers,template.revision");
    }

    @Test
    void newService_fromAnImage_holdsWhatWasSaidOnly() {
        // When
        var edit = ServiceEdit.ofNew("web").apply(new DeployFlags(), "local/web");
        // Then
        assertThat(edit.service())
                .isEqualTo(
                        parse("{\"client\":\"gke-local\",\"template\":{\"containers\":[{\"image\":\"local/web\"}]}}"));
    }

    @Test
    void variables_setAndUpdatedAtOnce_areRefused() {
        // Given
        var flags = new DeployFlags();
        flags.setEnvVars = "A=1";
        flags.updateEnvVars = "B=2";
        // Then
        assertThatThrownBy(() -> ServiceEdit.ofNew("web").apply(flags, "i")).hasMessageContaining("exclude each other");
    }

    private static JsonNode parse(String json) {
        return Json.parse(json).orElseThrow();
    }
}
