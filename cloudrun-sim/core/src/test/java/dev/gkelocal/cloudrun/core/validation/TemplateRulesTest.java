package dev.gkelocal.cloudrun.core.validation;

import static dev.gkelocal.cloudrun.core.Templates.template;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cloudrun.core.Templates;
import dev.gkelocal.contracts.cloudrun.EnvVar;
import dev.gkelocal.contracts.cloudrun.ExecutionEnvironment;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates that the Admin API refuses, and its words (cloudrun sheet 1.2, 2.1, 2.3, 3.4, 3.5). */
class TemplateRulesTest {
    private static final String CPU = "template.containers[0].resources.limits.cpu: Invalid value specified for cpu. ";
    private static final String MEMORY =
            "template.containers[0].resources.limits.memory: Invalid value specified for container memory";

    record Row(String name, Templates template, String... violations) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> fine() {
        return Stream.of(
                new Row("defaults", template()),
                new Row("128Mi", template().resources(1000, 128, true)),
                new Row("4Gi for one", template().resources(1000, 4096, true)),
                new Row("8Gi for two", template().resources(2000, 8192, false)),
                new Row("2Gi for four", template().resources(4000, 2048, true)),
                new Row("24Gi for six", template().resources(6000, 24_576, true)),
                new Row("32Gi for eight", template().resources(8000, 32_768, true)),
                new Row("0.08 vCPU", template().resources(80, 128, true).concurrency(1)),
                new Row("0.083 vCPU", template().resources(83, 128, true).concurrency(1)),
                new Row(
                        "1Gi for half a vCPU",
                        template().resources(500, 1024, true).concurrency(1)),
                new Row("gen2 512Mi", template().environment(ExecutionEnvironment.GEN2)),
                new Row("concurrency 1000", template().concurrency(1000)),
                new Row("timeout 1 s", template().timeout(ofSeconds(1))),
                new Row("timeout 1 h", template().timeout(ofSeconds(3600))),
                new Row("chosen name", template().revision("web-blue")),
                new Row("gcloud's nonce", template().labels(Map.of("client.knative.dev/nonce", "abc"))),
                new Row("own annotation", template().annotations(Map.of("example.com/x", "anything at all"))),
                new Row("sidecar with PORT", sidecar(new EnvVar("PORT", "9"))),
                new Row("env", template().env(new EnvVar("PORTS", "1"), new EnvVar("EMPTY", ""))));
    }

    @ParameterizedTest
    @MethodSource("fine")
    void check_ofAValidTemplate_findsNothing(Row row) {
        // Given
        var template = row.template.build();
        // When
        var violations = TemplateRules.check("web", template);
        // Then
        assertThat(violations).isEmpty();
    }

    static Stream<Row> cpuAndMemory() {
        return Stream.of(
                new Row(
                        "64Mi",
                        template().resources(1000, 64, true),
                        MEMORY + ". For 1.0 CPU, memory must be between 128Mi and 4Gi inclusive."),
                new Row(
                        "8Gi for one",
                        template().resources(1000, 8192, true),
                        MEMORY + ". For 1.0 CPU, memory must be between 128Mi and 4Gi inclusive."),
                new Row(
                        "gen2 256Mi",
                        template().resources(1000, 256, true).environment(ExecutionEnvironment.GEN2),
                        MEMORY + " with gen2 execution environment. For 1.0 CPU, memory must be between 512Mi and 4Gi"
                                + " inclusive."),
                new Row(
                        "1Gi for four",
                        template().resources(4000, 1024, true),
                        MEMORY + ". For 4.0 CPU, memory must be between 2Gi and 16Gi inclusive."),
                new Row(
                        "1Gi for 0.4",
                        template().resources(400, 1024, true).concurrency(1),
                        MEMORY + ". For 0.4 CPU, memory must be between 128Mi and 512Mi inclusive."),
                new Row(
                        "2Gi for 0.583",
                        template().resources(583, 2048, true).concurrency(1),
                        MEMORY + ". For 0.583 CPU, memory must be between 128Mi and 1Gi inclusive."),
                new Row(
                        "less than one vCPU with concurrency",
                        template().resources(500, 512, true),
                        CPU + "Total cpu < 1 is not supported with concurrency > 1."),
                new Row(
                        "less than one vCPU, always allocated",
                        template().resources(500, 512, false).concurrency(1),
                        CPU + "Total cpu < 1 is not supported with cpu always allocated (unthrottled)."),
                new Row(
                        "three vCPUs",
                        template().resources(3000, 4096, true),
                        CPU + "Must be equal to one of [.08-1], 1.0, 2.0, 4.0, 6.0, 8.0"),
                new Row(
                        "one and a half",
                        template().resources(1500, 1024, true),
                        CPU + "Must be equal to one of [.08-1], 1.0, 2.0, 4.0, 6.0, 8.0"),
                new Row(
                        "next to nothing",
                        template().resources(79, 128, true).concurrency(1),
                        CPU + "Must be equal to one of [.08-1], 1.0, 2.0, 4.0, 6.0, 8.0"));
    }

    static Stream<Row> fields() {
        return Stream.of(
                new Row(
                        "concurrency 0",
                        template().concurrency(0),
                        "template.maxInstanceRequestConcurrency: expected 1 <= 0 <= 1000"),
                new Row(
                        "concurrency 1001",
                        template().concurrency(1001),
                        "template.maxInstanceRequestConcurrency: expected 1 <= 1001 <= 1000"),
                new Row(
                        "timeout 0.5 s",
                        template().timeout(ofMillis(500)),
                        "template.timeout: expected 1s <= 0.5s <= 3600s"),
                new Row(
                        "timeout above an hour",
                        template().timeout(ofSeconds(3601)),
                        "template.timeout: expected 1s <= 3601.0s <= 3600s"),
                new Row(
                        "min above max",
                        template().scaling(5, 4),
                        "template.scaling.minInstanceCount: must not exceed maxInstanceCount: 5 > 4"),
                new Row(
                        "negative min",
                        template().scaling(-1, 4),
                        "template.scaling.minInstanceCount: must not be negative, got -1"),
                new Row(
                        "max 0",
                        template().scaling(0, 0),
                        "template.scaling.maxInstanceCount: must be 1 or more, got 0"),
                new Row("no image", template().image(""), "template.containers[0].image: must be set"),
                new Row(
                        "container name",
                        template().name("Web"),
                        "template.containers[0].name: invalid container name 'Web': a DNS label of at most 63 lower case"
                                + " letters, digits and hyphens"),
                new Row(
                        "port 0",
                        template().port(0),
                        "template.containers[0].ports[0].containerPort: expected 1 <= 0 <= 65535"),
                new Row(
                        "port too high",
                        template().port(65_536),
                        "template.containers[0].ports[0].containerPort: expected 1 <= 65536 <= 65535"),
                new Row(
                        "no port",
                        template().port(null),
                        "template.containers: exactly one container must have a port, got 0"),
                new Row(
                        "two ports",
                        template().and(template()).resources(500, 128, true),
                        "template.containers: exactly one container must have a port, got 2",
                        "template.containers.resources.limits.cpu: Invalid value specified for cpu. Must be equal to one"
                                + " of [.08-1], 1.0, 2.0, 4.0, 6.0, 8.0"),
                new Row(
                        "revision prefix",
                        template().revision("other-blue"),
                        "template.revision: revision name 'other-blue' must have prefix 'web-'"),
                new Row(
                        "revision too long",
                        template().revision("web-" + "a".repeat(60)),
                        "template.revision: revision name 'web-" + "a".repeat(60)
                                + "' must be at most 63 characters, has 64"),
                new Row(
                        "revision in capitals",
                        template().revision("web-Blue"),
                        "template.revision: revision name 'web-Blue' must be lower case letters, digits and hyphens,"
                                + " start with a letter and end with a letter or digit"),
                new Row(
                        "too many arguments",
                        template().args(Collections.nCopies(1001, "x")),
                        "template.containers[0].args: at most 1000 arguments, got 1001"));
    }

    static Stream<Row> environment() {
        var path = "template.containers[0].env";
        return Stream.of(
                new Row(
                        "reserved names",
                        template().env(new EnvVar("PORT", "1"), new EnvVar("A", ""), new EnvVar("K_SERVICE", "x")),
                        path + ": The following reserved env names were provided: PORT, K_SERVICE. These values are"
                                + " automatically set by the system."),
                new Row(
                        "reserved prefix",
                        template().env(new EnvVar("X_GOOGLE_Y", "1")),
                        path + ": The following reserved env names were provided: X_GOOGLE_Y. These values are"
                                + " automatically set by the system."),
                new Row(
                        "a sidecar's reserved names",
                        sidecar(new EnvVar("K_REVISION", "9")),
                        "template.containers[1].env: The following reserved env names were provided: K_REVISION. These"
                                + " values are automatically set by the system."),
                new Row(
                        "no name",
                        template().env(new EnvVar("", "1")),
                        path + "[0].name: must be 1 to 32768 characters without '=', got ''"),
                new Row(
                        "name with =",
                        template().env(new EnvVar("A=B", "1")),
                        path + "[0].name: must be 1 to 32768 characters without '=', got 'A=B'"),
                new Row(
                        "value too long",
                        template().env(new EnvVar("A", "x".repeat(32_769))),
                        path + "[0].value: must be at most 32768 characters, got 32769"),
                new Row(
                        "too many",
                        template()
                                .env(Collections.nCopies(1001, new EnvVar("A", "1"))
                                        .toArray(EnvVar[]::new)),
                        path + ": at most 1000 environment variables, got 1001"));
    }

    /** Section 7, item 15: v2 refuses the system labels and annotations that v1 requires. */
    static Stream<Row> systemKeys() {
        return Stream.of(
                        "run.googleapis.com/cpu-throttling",
                        "cloud.googleapis.com/location",
                        "serving.knative.dev/service",
                        "autoscaling.knative.dev/maxScale")
                .map(key -> new Row(
                        key,
                        template().labels(Map.of(key, "x")).annotations(Map.of(key, "x")),
                        "template.labels[" + key + "]: label '" + key
                                + "' is reserved: system labels cannot be set through the v2 API",
                        "template.annotations[" + key + "]: annotation '" + key
                                + "' is reserved: system annotations cannot be set through the v2 API"));
    }

    @ParameterizedTest
    @MethodSource({"cpuAndMemory", "fields", "environment", "systemKeys"})
    void check_ofAnInvalidTemplate_namesFieldAndFault(Row row) {
        // Given
        var template = row.template.build();
        // When
        var violations = TemplateRules.check("web", template);
        // Then
        assertThat(violations).extracting(Object::toString).containsExactly(row.violations);
    }

    private static Templates sidecar(EnvVar env) {
        return template()
                .resources(500, 256, true)
                .and(template()
                        .name("side")
                        .port(null)
                        .resources(500, 256, true)
                        .env(env));
    }
}
