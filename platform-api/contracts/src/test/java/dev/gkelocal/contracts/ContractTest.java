package dev.gkelocal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.contracts.Topic.Retention;
import dev.gkelocal.contracts.platform.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Record, schema, sample and AsyncAPI document agree, and this test notices when one is changed alone. */
class ContractTest {
    private static final String SERVICE = "dev.gkelocal.cloudrun.service.changed.v1";
    private static final String SCALING = "dev.gkelocal.cloudrun.scaling.decided.v1";

    @BeforeAll
    static void regenerate() {
        if (Boolean.getBoolean("gkelocal.regenerate")) {
            Topics.ALL.forEach(topic -> ContractFiles.writeSchema(topic, new RecordSchemas().of(topic)));
            ContractFiles.write(EventsPage.file(), EventsPage.of(Topics.ALL, ContractFiles.read()));
        }
    }

    @Test
    void recordsSchemasSamplesAndAsyncApi_agree() {
        assertThat(Agreement.problems(Topics.ALL, ContractFiles.read())).isEmpty();
    }

    @Test
    void referencePage_isCurrent() throws IOException {
        assertThat(Files.readString(EventsPage.file()))
                .as("docs/reference/events.md is old; -Dgkelocal.regenerate=true writes it")
                .isEqualTo(EventsPage.of(Topics.ALL, ContractFiles.read()));
    }

    @Test
    void topicNames_andTypes_followTheirPattern() {
        assertThat(Topics.ALL).allSatisfy(topic -> {
            assertThat(topic.name()).matches("gkelocal\\.[a-z]+\\.[a-z]+");
            assertThat(topic.eventType()).matches("dev\\." + topic.name().replace(".", "\\.") + "\\.[a-z]+ed\\.v1");
            assertThat(Versioned.class.isAssignableFrom(topic.type()))
                    .isEqualTo(topic.retention() == Retention.COMPACTED);
        });
    }

    record Change(String name, Consumer<ContractFiles> edit) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Change> changes() {
        return Stream.of(
                new Change(
                        "schema: a property less",
                        it -> ((ObjectNode) it.schemas().get(SERVICE).path("properties")).remove("uid")),
                new Change(
                        "schema: nothing required",
                        it -> ((ObjectNode) it.schemas().get(SCALING)).remove("required")),
                new Change("schema: absent", it -> it.schemas().remove(SCALING)),
                new Change(
                        "sample: a required value less",
                        it -> ((ObjectNode) it.samples().get(SERVICE)).remove("uid")),
                new Change(
                        "sample: another type", it -> ((ObjectNode) it.samples().get(SCALING)).put("to", "three")),
                new Change(
                        "sample: an unknown value",
                        it -> ((ObjectNode) it.samples().get(SCALING)).put("why", "x")),
                new Change("sample: absent", it -> it.samples().remove(SERVICE)),
                new Change(
                        "sample: no instant", it -> ((ObjectNode) it.samples().get(SCALING)).put("at", "noon")),
                new Change(
                        "asyncapi: another address",
                        it -> ((ObjectNode) it.asyncApi().at("/channels/cloudRunScaling"))
                                .put("address", "gkelocal.x.y")),
                new Change(
                        "asyncapi: a channel less",
                        it -> ((ObjectNode) it.asyncApi().path("channels")).remove("cloudRunScaling")),
                new Change(
                        "asyncapi: another type",
                        it -> ((ObjectNode) it.asyncApi().at("/components/messages/cloudRunScalingDecided"))
                                .put("name", "dev.gkelocal.cloudrun.scaling.decided.v2")),
                new Change(
                        "asyncapi: another schema",
                        it -> ((ObjectNode) it.asyncApi().at("/components/messages/cloudRunScalingDecided/payload"))
                                .put("$ref", "./schemas/" + SERVICE + ".schema.json")),
                new Change(
                        "asyncapi: another retention",
                        it -> ((ArrayNode)
                                        it.asyncApi()
                                                .at(
                                                        "/channels/cloudRunScaling/bindings/kafka/topicConfiguration/cleanup.policy"))
                                .set(0, "compact")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void fileChangedAlone_isNoticed(Change change) {
        // Given
        var files = ContractFiles.read().copy();
        // When
        change.edit().accept(files);
        // Then
        assertThat(Agreement.problems(Topics.ALL, files)).isNotEmpty();
    }

    /** {@code SimulatorState} with one component more. */
    record LongerState(Simulator simulator, Version version, boolean enabled, Instant at, int more)
            implements Versioned {}

    @Test
    void recordChangedAlone_isNoticed() {
        // Given
        var topics = new ArrayList<>(Topics.ALL);
        var held = Topics.PLATFORM_SIMULATOR;
        // When
        topics.set(
                topics.indexOf(held),
                new Topic<>(
                        held.name(),
                        held.eventType(),
                        LongerState.class,
                        held.retention(),
                        it -> it.simulator().id()));
        // Then
        assertThat(Agreement.problems(List.copyOf(topics), ContractFiles.read()))
                .anyMatch(it -> it.contains("the schema is not that of LongerState"));
    }

    @Test
    void topicAddedAlone_isNoticed() {
        // Given
        var topics = new ArrayList<>(Topics.ALL);
        // When
        topics.add(new Topic<>(
                "gkelocal.x.y", "dev.gkelocal.x.y.changed.v1", LongerState.class, Retention.COMPACTED, it -> "k"));
        // Then
        assertThat(Agreement.problems(topics, ContractFiles.read())).hasSize(4);
    }
}
