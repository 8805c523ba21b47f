package dev.gkelocal.autopilot.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
    @Test
    void object_written_readsWell() {
        var object = Json.read(
                "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\",\"labels\":{}},"
                        + "\"spec\":{\"containers\":[{\"name\":\"c\",\"args\":[\"-v\",\"yes\",\"a: b\"],\"cpu\":1}],\"v\":[]}}");

        assertThat(Yaml.write(object)).isEqualTo("""
                kind: Pod
                metadata:
                  name: p
                  labels: {}
                spec:
                  containers:
                  - name: c
                    args:
                    - -v
                    - 'yes'
                    - 'a: b'
                    cpu: 1
                  v: []
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " x",
                "x ",
                "0644",
                "true",
                "null",
                "~",
                "- a",
                "-",
                "-a",
                "a #b",
                "#",
                "a:",
                "it's",
                "a\nb",
                "a\nb\n",
                "a\n\n\n",
                "a\n  b\n\nc",
                "\na",
                "tab\there",
                "bell\u0007",
                "\"q\"",
                "{{x}}",
                "---",
                "*a",
                "&a",
                "<<",
                "!x",
                "%x",
                "@",
                "`",
                "?",
                "a\n b \nc",
                "snow \u2603",
                "\ud83d\ude00",
                "1e3",
                "1_0",
                "#!/bin/sh\nset -e\n",
                "a, b",
                "[x]",
                "x\r\ny",
                ": x",
                ":x"
            })
    void string_written_readsBackTheSame(String text) {
        var object = Value.of(java.util.Map.of("k", Value.of(text)));
        var list = Value.of(java.util.List.of(object, Value.of(text)));

        assertThat(back(object).get("k").text()).isEqualTo(text);
        assertThat(back(Value.of(java.util.Map.of("l", list)))
                        .get("l")
                        .get(0)
                        .get("k")
                        .text())
                .isEqualTo(text);
        assertThat(back(Value.of(java.util.Map.of("l", list))).get("l").get(1)).satisfies(it -> {
            assertThat(it.text()).isEqualTo(text);
            assertThat(it instanceof Value.Scalar(var ignored, var type, var at) ? type : null)
                    .isEqualTo(Value.Type.STRING);
        });
        assertThat(back(Value.of(java.util.Map.of(text, Value.of(1)))).get(text).integer())
                .hasValue(1);
    }

    private static Value back(Value object) {
        var documents = Manifests.read("back", Yaml.write(object));
        assertThat(documents).hasSize(1);
        return documents.getFirst() instanceof Document.Parsed(var root) ? root : Value.of(documents.toString());
    }
}
