package dev.gkelocal.cloudrun.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cloudrun.control.Drafting.Drafted;
import dev.gkelocal.cloudrun.control.ServiceDraft;
import dev.gkelocal.cloudrun.core.revision.TemplateDefaults;
import dev.gkelocal.cloudrun.core.validation.Violation;
import dev.gkelocal.contracts.cloudrun.ContainerPort.Protocol;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cloud Run sheet 3.4: fields, ranges, defaults. */
class ServiceJsonTest {
    private final ServiceReader reader = new ServiceReader(TemplateDefaults.PUBLISHED);

    @Test
    void read_ofTheLeastService_fillsInTheDefaults() {
        // When
        var template =
                draft("{'template':{'containers':[{'image':'local/x'}]}}").template();

        // Then
        var container = template.ingressContainer();
        assertThat(template.maxInstanceRequestConcurrency()).isEqualTo(80);
        assertThat(template.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(template.scaling().maxInstanceCount()).isEqualTo(100);
        assertThat(container.resources().milliCpu()).isEqualTo(1000);
        assertThat(container.resources().memoryMebibytes()).isEqualTo(512);
        assertThat(container.resources().cpuIdle()).isTrue();
        assertThat(container.port()).isEqualTo(TemplateDefaults.PORT);
    }

    @Test
    void read_ofSnakeCaseAndNumbersAsText_isTheSame() {
        // When
        var draft =
                draft("{'template':{'max_instance_request_concurrency':'7','timeout':'1.5s','containers':[{'image':'x',"
                        + "'ports':[{'name':'h2c','container_port':9000}],'resources':{'limits':{'cpu':'2','memory':'1Gi'}}}]},"
                        + "'scaling':{'min_instance_count':2}}");

        // Then
        var container = draft.template().ingressContainer();
        assertThat(draft.template().maxInstanceRequestConcurrency()).isEqualTo(7);
        assertThat(draft.template().timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(container.port()).satisfies(it -> {
            assertThat(it.protocol()).isEqualTo(Protocol.H2C);
            assertThat(it.containerPort()).isEqualTo(9000);
        });
        assertThat(container.resources().cpuIdle()).isFalse();
        assertThat(draft.scaling().minInstanceCount()).isEqualTo(2);
    }

    record Row(String json, String path, String message) {
        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Row> wrong() {
        return Stream.of(
                new Row("{'colour':1}", "colour", "Unknown name \"colour\" at the body: Cannot find field."),
                new Row("{'template':{'timeout':300}}", "template.timeout", "must be a string"),
                new Row("{'template':{'timeout':'5m'}}", "template.timeout", "'300s', got '5m'"),
                new Row("{'template':[]}", "template", "must be an object"),
                new Row("{'labels':{'a':1}}", "labels[a]", "must be a string"),
                new Row("{'traffic':{}}", "traffic", "must be a list"),
                new Row("{'traffic':[{'percent':1.5}]}", "traffic[0].percent", "whole number of 32 bits, got 1.5"),
                new Row("{'traffic':[{'type':'BOTH'}]}", "traffic[0].type", "got 'BOTH'"),
                new Row("{'invokerIamDisabled':'yes'}", "invokerIamDisabled", "must be true or false"),
                new Row(
                        "{'template':{'containers':[{'env':[{'name':'A','valueSource':{'secretKeyRef':{}}}]}]}}",
                        "template.containers[0].env[0].valueSource",
                        "not supported by this version"),
                new Row(
                        "{'template':{'containers':[{'ports':[{},{}]}]}}",
                        "template.containers[0].ports",
                        "at most one port, got 2"),
                new Row("{'scaling':{'scalingMode':'MANUAL'}}", "scaling.scalingMode", "'MANUAL' is not supported"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void read_ofWrongField_namesItsPath(Row row) {
        // When
        var drafted = reader.read(json(row.json));

        // Then
        assertThat(drafted)
                .isInstanceOfSatisfying(
                        Drafted.Bad.class,
                        bad -> assertThat(bad.violations()).anySatisfy(it -> {
                            assertThat(it.path()).isEqualTo(row.path);
                            assertThat(it.message()).contains(row.message);
                        }));
    }

    @Test
    void read_ofFieldsThatSayNothing_acceptsThem() {
        assertThat(draft("{'ingress':'INGRESS_TRAFFIC_ALL','launchStage':'GA','customAudiences':[],'iapEnabled':false,"
                        + "'reconciling':true,'uid':'x','template':{'volumes':[],'sessionAffinity':false,"
                        + "'containers':[{'image':'x','volumeMounts':[],'dependsOn':[]}]}}"))
                .isNotNull();
    }

    @Test
    void mask_replacesTheNamedFieldsAlone() {
        // Given
        var current = json(
                "{'description':'old','labels':{'a':'1'},'template':{'timeout':'10s','containers':[{'image':'x'}]}}");
        var body = json("{'description':'new','labels':{'b':'2'},'template':{'timeout':'20s'}}");

        // When
        var merged = UpdateMask.parse("labels,template.timeout")
                .merge((com.fasterxml.jackson.databind.node.ObjectNode) current, body);

        // Then
        assertThat(merged)
                .isEqualTo(json("{'description':'old','labels':{'b':'2'},'template':{'timeout':'20s',"
                        + "'containers':[{'image':'x'}]}}"));
    }

    @Test
    void mask_ofAbsentField_clearsIt() {
        // Given
        var current = json("{'description':'old'}");

        // When
        var merged = UpdateMask.parse("description")
                .merge((com.fasterxml.jackson.databind.node.ObjectNode) current, json("{}"));

        // Then
        assertThat(merged).isEmpty();
    }

    @Test
    void mask_ofUnknownField_isRefused() {
        assertThat(UpdateMask.parse("colour").check())
                .extracting(Violation::path)
                .containsExactly("updateMask");
    }

    private ServiceDraft draft(String json) {
        var drafted = reader.read(json(json));
        assertThat(drafted).isInstanceOf(Drafted.Ready.class);
        return ((Drafted.Ready) drafted).draft();
    }

    private static JsonNode json(String text) {
        try {
            return Answers.JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
