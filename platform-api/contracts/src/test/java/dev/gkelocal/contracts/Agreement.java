package dev.gkelocal.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.gkelocal.contracts.Topic.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where records, schemas, samples and the AsyncAPI document disagree, one sentence each. */
final class Agreement {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final List<Topic<?>> topics;
    private final ContractFiles files;
    private final List<String> problems = new ArrayList<>();

    private Agreement(List<Topic<?>> topics, ContractFiles files) {
        this.topics = topics;
        this.files = files;
    }

    static List<String> problems(List<Topic<?>> topics, ContractFiles files) {
        var agreement = new Agreement(topics, files);
        agreement.compareNames();
        topics.forEach(agreement::compare);
        return agreement.problems;
    }

    private void compareNames() {
        var types = topics.stream().map(Topic::eventType).collect(Collectors.toCollection(TreeSet::new));
        same("schemas", types, files.schemas().keySet());
        same("samples", types, files.samples().keySet());
        var addresses = new TreeSet<String>();
        for (var channel : files.asyncApi().path("channels")) {
            var address = channel.path("address").asText();
            // Dead letters are no topic of events.
            if (!address.contains("{")) {
                addresses.add(address);
            }
        }
        same("channels", topics.stream().map(Topic::name).collect(Collectors.toCollection(TreeSet::new)), addresses);
        var messages = new TreeSet<String>();
        files.asyncApi()
                .path("components")
                .path("messages")
                .forEach(it -> messages.add(it.path("name").asText()));
        messages.remove("deadLetter");
        same("messages", types, messages);
    }

    private void same(String what, Set<String> wanted, Set<String> found) {
        if (!wanted.equals(found)) {
            problems.add(what + " are " + found + ", the topics want " + wanted);
        }
    }

    private <T extends Record> void compare(Topic<T> topic) {
        var type = topic.eventType();
        var schema = files.schemas().get(type);
        var sample = files.samples().get(type);
        if (schema == null || sample == null) {
            return;
        }
        if (!schema.equals(new RecordSchemas().of(topic))) {
            problems.add(type + ": the schema is not that of " + topic.type().getSimpleName());
        }
        SCHEMAS.getSchema(schema)
                .validate(sample, run -> run.getExecutionConfig().setFormatAssertionsEnabled(true))
                .forEach(it -> problems.add(type + ": the sample breaks the schema: " + it));
        compareRoundTrip(topic, sample);
        compareChannel(topic);
    }

    private <T extends Record> void compareRoundTrip(Topic<T> topic, JsonNode sample) {
        try {
            var value = ContractFiles.JSON.treeToValue(sample, topic.type());
            var again = ContractFiles.JSON.readTree(ContractFiles.JSON.writeValueAsString(value));
            if (!again.equals(sample)) {
                problems.add(topic.eventType() + ": the sample changes on its way through the record: " + again);
            }
            if (topic.key().apply(value).isEmpty()) {
                problems.add(topic.eventType() + ": the sample has no key");
            }
        } catch (JsonProcessingException | RuntimeException failure) {
            problems.add(topic.eventType() + ": the sample is no "
                    + topic.type().getSimpleName() + ": " + failure.getMessage());
        }
    }

    private void compareChannel(Topic<?> topic) {
        for (var channel : files.asyncApi().path("channels")) {
            if (channel.path("address").asText().equals(topic.name())) {
                compareChannel(topic, channel);
            }
        }
    }

    private void compareChannel(Topic<?> topic, JsonNode channel) {
        var compacted = topic.retention() == Retention.COMPACTED;
        var policy = channel.at("/bindings/kafka/topicConfiguration/cleanup.policy")
                .path(0)
                .asText();
        expect(topic, "cleanup.policy", compacted ? "compact" : "delete", policy);
        expect(
                topic,
                "number of messages",
                "1",
                Integer.toString(channel.path("messages").size()));
        for (var reference : channel.path("messages")) {
            var message = files.asyncApi().at(reference.path("$ref").asText().substring(1));
            expect(topic, "name", topic.eventType(), message.path("name").asText());
            expect(
                    topic,
                    "payload",
                    "./schemas/" + topic.eventType() + ".schema.json",
                    message.at("/payload/$ref").asText());
            expect(
                    topic,
                    "headers",
                    "#/components/schemas/" + (compacted ? "StateHeaders" : "EventHeaders"),
                    message.at("/headers/$ref").asText());
        }
    }

    private void expect(Topic<?> topic, String what, String wanted, String found) {
        if (!wanted.equals(found)) {
            problems.add(topic.name() + ": asyncapi.yaml says " + what + " '" + found + "', it is '" + wanted + "'");
        }
    }
}
