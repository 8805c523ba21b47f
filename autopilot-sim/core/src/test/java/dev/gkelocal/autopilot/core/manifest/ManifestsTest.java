package dev.gkelocal.autopilot.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Value.Scalar;
import dev.gkelocal.autopilot.core.manifest.Value.Type;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {
    private static List<Document> read(String text) {
        return Manifests.read("x.yaml", text);
    }

    private static Value only(String text) {
        var documents = read(text);
        assertThat(documents).hasSize(1);
        assertThat(documents.getFirst()).isInstanceOf(Document.Parsed.class);
        return documents.getFirst() instanceof Document.Parsed(var root) ? root : Value.ABSENT;
    }

    private static String fault(String text) {
        return read(text).stream()
                .filter(Document.Unreadable.class::isInstance)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void documents_severalWithEmptyOnes_areReadInOrderWithTheirLines() {
        var documents = read("# head\n---\nkind: A\n---\n# nothing\n---\n---\nkind: B\n...\n");

        assertThat(documents).hasSize(2);
        assertThat(documents.get(1))
                .isInstanceOfSatisfying(
                        Document.Parsed.class,
                        it -> assertThat(it.root().get("kind").at()).isEqualTo(new Position("x.yaml", 8, 7)));
    }

    @Test
    void document_broken_costsOnlyItself() {
        var documents = read("kind: A\n---\nkind: B\n  bad: [\n---\nkind: C\n");

        assertThat(documents).hasSize(3);
        assertThat(documents.get(1)).asString().startsWith("x.yaml:4: error converting YAML");
        assertThat(documents.get(2)).isInstanceOf(Document.Parsed.class);
    }

    @Test
    void list_ofObjects_isTakenApart() {
        var documents = read("kind: List\napiVersion: v1\nitems:\n- kind: A\n- kind: List\n  items: [{kind: B}]\n");

        assertThat(documents)
                .map(it -> it instanceof Document.Parsed(var root)
                        ? root.get("kind").text()
                        : "")
                .containsExactly("A", "B");
    }

    @Test
    void list_typed_givesItsItemsTheirKind() {
        var pod = only("kind: PodList\napiVersion: v1\nitems:\n- metadata: {name: p}\n");

        assertThat(Workload.of(pod)).map(Workload::toString).contains("Pod default/p");
    }

    @Test
    void json_severalObjectsAndTabs_areRead() {
        assertThat(read("{\n\t\"kind\": \"A\"\n}\n{\"kind\":\"B\"}")).hasSize(2);
    }

    @Test
    void json_broken_namesLine() {
        assertThat(fault("{\n  \"kind\": \"A\",\n  \"x\" 1\n}")).startsWith("x.yaml:3: invalid JSON");
    }

    @Test
    void flowMapping_thatIsNoJson_isRead() {
        assertThat(only("{kind: A, x: [1, 2]}").get("x").items()).hasSize(2);
        assertThat(only("{\"kind\": A}").get("kind").text()).isEqualTo("A");
    }

    @Test
    void key_twice_isAnErrorWithItsLine() {
        assertThat(fault("kind: A\nspec:\n  a: 1\n  a: 2\n")).isEqualTo("x.yaml:4: key \"a\" already set in map");
        assertThat(fault("{\"a\": 1,\n\"a\": 2}")).isEqualTo("x.yaml:2: key \"a\" already set in map");
    }

    @Test
    void keys_numbersAndBooleans_becomeText() {
        var object = only("80: a\ntrue: b\n0x10: c\n");

        assertThat(object.entries()).containsOnlyKeys("80", "true", "16");
        assertThat(fault("? [a]\n: b\n")).contains("a key must be a string");
    }

    @Test
    void mergeKeys_explicitFieldsWin() {
        var object = only("""
                a: &a {x: 1, w: 2}
                b: &b {w: 3, z: 4}
                c:
                  <<: [*a, *b]
                  x: 9
                """);

        assertThat(object.get("c").texts()).isEqualTo(java.util.Map.of("x", "9", "w", "2", "z", "4"));
        assertThat(fault("a: &a 1\nb:\n  <<: *a\n")).startsWith("x.yaml:3: map merge requires");
    }

    @Test
    void aliases_thatMultiply_areRefused() {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 12; i++) {
            bomb.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, "*a%d,".formatted(i - 1).repeat(9)));
        }

        assertThat(fault(bomb.toString())).contains("excessive aliasing");
        assertThat(fault("a: &a [*a]\n")).contains("'a'");
    }

    @Test
    void nesting_tooDeep_isRefusedWithoutOverflow() {
        assertThat(fault("a: " + "[".repeat(100_000) + "]".repeat(100_000))).contains("nested deeper than 256 levels");
        assertThat(fault("{\"a\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
                .contains("x.yaml:1");
    }

    @Test
    void manifest_ofTenMegabytes_isRead() {
        var data = IntStream.range(0, 10_000)
                .mapToObj(i -> "  key" + i + ": " + "x".repeat(1000))
                .collect(Collectors.joining("\n"));

        assertThat(only("kind: ConfigMap\ndata:\n" + data).get("data").entries())
                .hasSize(10_000);
    }

    @Test
    void text_withControlCharacter_isAnErrorWithItsLine() {
        assertThat(fault("kind: A\nname: a\u0007b\n")).startsWith("x.yaml:2: error converting YAML");
        assertThat(only("name: \"a\\u0007b\"\n").get("name").text()).isEqualTo("a\u0007b");
    }

    @Test
    void templates_unrendered_areAnError() {
        assertThat(fault("kind: A\nname: {{ .Values.name }}\n")).startsWith("x.yaml:2: ");
    }

    @Test
    void roots_otherThanMappings_areErrors() {
        assertThat(fault("- a\n- b\n")).isEqualTo("x.yaml:1: an object must be a mapping, this is a list");
        assertThat(fault("hello\n")).isEqualTo("x.yaml:1: an object must be a mapping, this is a word");
        assertThat(read("# only a comment\n---\nnull\n---\n{}\n")).isEmpty();
    }

    @Test
    void directivesByteOrderMarkAndCarriageReturns_areHarmless() {
        assertThat(read("\uFEFF%YAML 1.1\r\n---\r\nkind: A\r\n--- # next\r\nkind: B\r\n"))
                .hasSize(2)
                .allMatch(Document.Parsed.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({
        "yes, BOOLEAN, true",
        "Off, BOOLEAN, false",
        "y, BOOLEAN, true",
        "TRUE, BOOLEAN, true",
        "0644, INTEGER, 420",
        "0o644, INTEGER, 420",
        "0x1F, INTEGER, 31",
        "1_000, INTEGER, 1000",
        "0b101, INTEGER, 5",
        "-0x10, INTEGER, -16",
        "+7, INTEGER, 7",
        "0, INTEGER, 0",
        "089, FLOAT, 089",
        "1e3, FLOAT, 1e3",
        ".5, FLOAT, .5",
        "12:30:45, STRING, 12:30:45",
        "2001-01-01, STRING, 2001-01-01",
        "1.2.3, STRING, 1.2.3",
        "500m, STRING, 500m",
        "0x, STRING, 0x",
        "yEs, STRING, yEs",
        "~, NULL, ~",
        "Null, NULL, Null",
        ".inf, FLOAT, .inf",
        "-, STRING, -",
        "1e, STRING, 1e",
        "--1, STRING, --1"
    })
    void word_unquoted_isReadAsTheApiServerDoes(String word, Type type, String text) {
        assertThat(PlainScalar.resolve(word, Position.NOWHERE)).isEqualTo(new Scalar(text, type, Position.NOWHERE));
    }

    @Test
    void word_quotedOrTagged_isAString() {
        var object = only("a: 'yes'\nb: \"1\"\nc: !!str 0644\nd: |\n  1\ne: !!int \"7\"\n");

        assertThat(object.entries().values())
                .extracting(it -> it instanceof Scalar(var ignored, var type, var at) ? type : Type.NULL)
                .containsExactly(Type.STRING, Type.STRING, Type.STRING, Type.STRING, Type.INTEGER);
        assertThat(object.get("c").text()).isEqualTo("0644");
    }
}
