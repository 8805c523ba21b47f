package dev.gkelocal.autopilot.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void value_readAndWritten_isTheSame() {
        var text = "{\"a\":[1,-2.5,true,null,\"x\\n\\u0001\"],\"b\":{},\"c\":12345678901234567890}";

        assertThat(Json.write(Json.read(text))).isEqualTo(text);
    }

    @Test
    void document_withSource_hasPositions() {
        var document = Json.document("body", "{\n  \"a\": {\"b\": 1}}".getBytes(StandardCharsets.UTF_8));

        assertThat(document)
                .isInstanceOfSatisfying(
                        Document.Parsed.class,
                        it -> assertThat(it.root().get(Path.of("a", "b")).at()).isEqualTo(new Position("body", 2, 14)));
    }

    @Test
    void document_broken_saysWhere() {
        assertThat(fault("")).isEqualTo("body:1: invalid JSON: the text is empty");
        assertThat(fault("{} {}")).isEqualTo("body:1: invalid JSON: text after the end of the value");
        assertThat(fault("{\"a\":1,\n\"a\":2}")).isEqualTo("body:2: key \"a\" already set in map");
        assertThat(fault("{\n\"a\"")).startsWith("body:2: invalid JSON");
        assertThat(fault("[".repeat(10_000))).startsWith("body:1: invalid JSON");
        assertThatThrownBy(() -> Json.read("{")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void value_fromYaml_isWrittenAsJsonKnowsIt() {
        var root =
                Manifests.read("x", "a: yes\nb: 0644\nc: .5\nd: .inf\ne: 1e3\n").getFirst();

        assertThat(root instanceof Document.Parsed(var it) ? Json.write(it) : "")
                .isEqualTo("{\"a\":true,\"b\":420,\"c\":\".5\",\"d\":\".inf\",\"e\":1e3}");
    }

    private static String fault(String text) {
        return Json.document("body", text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Test
    void utf8_textOfTheFirstPlane_isTheTextsOwnBytes() {
        for (var json : new String[] {
            "{\"a\":[1,-2.5,true,null,\"\\u0001\\\"\\\\ \u00e4 \u20ac\"],\"b\":{\"c\":\"\"}}",
            "\"" + "x\u00e4".repeat(20_000) + "\""
        }) {
            var value = Json.read(json);
            assertThat(Json.utf8(value)).isEqualTo(Json.write(value).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void utf8_surrogatePairAndHalfOfOne_areReadBackAsTheyWere() {
        for (var text : new String[] {"\ud83d\ude00", "x\ud800y"}) {
            assertThat(Json.read(Json.utf8(Value.of(text))).text()).isEqualTo(text);
        }
    }
}
