package dev.gkelocal.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The checked-in side of the contract: schemas and samples by event type, and the AsyncAPI document. */
record ContractFiles(Map<String, JsonNode> schemas, Map<String, JsonNode> samples, JsonNode asyncApi) {
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .build();

    private static final Path FOLDER = Path.of("src/main/resources/dev/gkelocal/contracts");

    static ContractFiles read() {
        try {
            return new ContractFiles(
                    folder("schemas", ".schema.json"),
                    folder("samples", ".json"),
                    new YAMLMapper().readTree(FOLDER.resolve("asyncapi.yaml").toFile()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void writeSchema(Topic<?> topic, JsonNode schema) {
        write(FOLDER.resolve("schemas").resolve(topic.eventType() + ".schema.json"), schema.toPrettyString() + "\n");
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A copy to change at will. */
    ContractFiles copy() {
        return new ContractFiles(copy(schemas), copy(samples), asyncApi.deepCopy());
    }

    private static Map<String, JsonNode> copy(Map<String, JsonNode> all) {
        var copies = new TreeMap<String, JsonNode>();
        all.forEach((type, node) -> copies.put(type, node.deepCopy()));
        return copies;
    }

    private static Map<String, JsonNode> folder(String name, String suffix) throws IOException {
        var nodes = new TreeMap<String, JsonNode>();
        try (var files = Files.list(FOLDER.resolve(name))) {
            for (var file : files.toList()) {
                var type = file.getFileName().toString().replace(suffix, "");
                nodes.put(type, JSON.readTree(file.toFile()));
            }
        }
        return nodes;
    }
}
