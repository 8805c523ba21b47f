package dev.gkelocal.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import dev.gkelocal.contracts.autopilot.ObjectName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON Schema (draft 2020-12) of a record as it is written: what is not {@code @Nullable} is required. */
final class RecordSchemas {
    /** Types that are written as one text. */
    private static final Map<Class<?>, Consumer<ObjectNode>> TEXTS = Map.of(
            Instant.class, it -> it.put("format", "date-time"),
            Duration.class, it -> it.put("format", "duration"),
            InstanceId.class, it -> it.put("pattern", "^[^/]+$"),
            ObjectName.class, it -> it.put("pattern", "^[^/]+/[^/]*/[^/]+$"),
            ServiceName.class, it -> it.put("pattern", "^projects/[^/]+/locations/[^/]+/services/[^/]+$"),
            RevisionName.class,
                    it -> it.put("pattern", "^projects/[^/]+/locations/[^/]+/services/[^/]+/revisions/[^/]+$"));

    private final SchemaGenerator generator = generator();

    JsonNode of(Topic<?> topic) {
        var schema = generator.generateSchema(topic.type());
        var titled = schema.objectNode();
        titled.set("$schema", schema.get("$schema"));
        titled.put("title", topic.eventType());
        schema.properties().forEach(it -> titled.set(it.getKey(), it.getValue()));
        // As it reads back from a file: numbers compare by their kind too.
        return parse(titled.toString());
    }

    private static JsonNode parse(String json) {
        try {
            return ContractFiles.JSON.readTree(json);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static SchemaGenerator generator() {
        var config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES, Option.DEFINITIONS_FOR_ALL_OBJECTS);
        config.forFields()
                .withRequiredCheck(field -> !isNullable(field))
                .withNumberInclusiveMinimumResolver(
                        field -> field.getDeclaringType().isInstanceOf(Version.class) ? BigDecimal.ONE : null);
        // In the order of the record's components.
        config.forTypesInGeneral()
                .withPropertySorter((one, other) -> 0)
                .withCustomDefinitionProvider((type, context) -> {
                    var text = TEXTS.get(type.getErasedType());
                    if (text == null) {
                        return null;
                    }
                    var definition =
                            context.getGeneratorConfig().createObjectNode().put("type", "string");
                    text.accept(definition);
                    return new CustomDefinition(
                            definition,
                            CustomDefinition.DefinitionType.INLINE,
                            CustomDefinition.AttributeInclusion.YES);
                });
        return new SchemaGenerator(config.build());
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
