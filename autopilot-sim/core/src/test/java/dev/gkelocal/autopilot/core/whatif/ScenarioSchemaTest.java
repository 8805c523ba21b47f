package dev.gkelocal.autopilot.core.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema has exactly the keys that the reader knows. */
class ScenarioSchemaTest {
    private static final Path SCHEMA = Path.of("../../docs/reference/scenario.schema.json");
    private static final String NOBODYS = "zzzzzzzzzzzz";

    /** @param nested puts a value where the schema's object stands in a scenario */
    record Row(String where, Value schema, UnaryOperator<Value> nested) {
        @Override
        public String toString() {
            return where;
        }
    }

    static Stream<Row> objects() throws IOException {
        var root = Json.read(Files.readString(SCHEMA));
        return rows(new Row("the scenario", root, it -> it));
    }

    private static Stream<Row> rows(Row row) {
        if (row.schema.get("type").text().equals("array")) {
            return rows(
                    new Row(row.where + "[]", row.schema.get("items"), it -> row.nested.apply(Value.of(List.of(it)))));
        }
        var properties = row.schema.get("properties").entries();
        var inner = properties.entrySet().stream()
                .flatMap(each -> rows(new Row(
                        row.where + "." + each.getKey(),
                        each.getValue(),
                        it -> row.nested.apply(entry(each.getKey(), it)))));
        return properties.isEmpty() ? inner : Stream.concat(Stream.of(row), inner);
    }

    /** Curves are read only where it is said whose they are. */
    private static Value entry(String key, Value value) {
        var entries = new HashMap<String, Value>(Map.of(key, value));
        if (key.equals("load") || key.equals("replicas")) {
            entries.put("workload", Value.of("Deployment shop/web"));
        }
        return Value.of(entries);
    }

    @ParameterizedTest
    @MethodSource("objects")
    void keys_ofTheSchema_areThoseThatAreRead(Row row) {
        var scenario = row.nested.apply(Value.of(Map.of(NOBODYS, Value.of(1))));
        var problems = ((ScenarioReader.Result.Refused) ScenarioReader.read(scenario, path -> List.of())).problems();
        var known = problems.stream()
                .map(Problem::message)
                .filter(it -> it.contains("unknown key '" + NOBODYS + "'"))
                .map(it -> it.substring(it.indexOf("known are ") + "known are ".length()))
                .findFirst()
                .orElseThrow();
        assertThat(Arrays.asList(known.split(", ")))
                .containsExactlyInAnyOrderElementsOf(
                        row.schema.get("properties").entries().keySet());
        assertThat(row.schema.get("additionalProperties").isTrue()).isFalse();
    }
}
