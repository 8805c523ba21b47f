package dev.gkelocal.config.printing;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** JSON of maps, lists, texts, numbers and booleans, indented by two. Maps without an order of their own are sorted by name. */
public final class JsonText {
    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    public static String of(Object tree) {
        var json = new JsonText();
        json.append(tree, "\n");
        return json.text.append('\n').toString();
    }

    /** A text in JSON's quotes, which YAML reads alike. */
    public static String quoted(String value) {
        var json = new JsonText();
        json.appendQuoted(value);
        return json.text.toString();
    }

    private void append(Object tree, String newLine) {
        switch (tree) {
            case SequencedMap<?, ?> map -> appendMap(map, newLine);
            case Map<?, ?> map -> appendMap(new TreeMap<>(map), newLine);
            case List<?> list -> appendList(list, newLine);
            case BigDecimal number -> text.append(number.toPlainString());
            case Number number -> text.append(number);
            case Boolean flag -> text.append(flag);
            default -> appendQuoted(tree.toString());
        }
    }

    private void appendMap(Map<?, ?> map, String newLine) {
        if (map.isEmpty()) {
            text.append("{}");
            return;
        }
        text.append('{');
        var separator = "";
        for (var entry : map.entrySet()) {
            text.append(separator).append(newLine).append("  ");
            appendQuoted(entry.getKey().toString());
            text.append(": ");
            append(entry.getValue(), newLine + "  ");
            separator = ",";
        }
        text.append(newLine).append('}');
    }

    private void appendList(List<?> list, String newLine) {
        text.append('[');
        for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
            append(items.next(), newLine + "  ");
            text.append(items.hasNext() ? ", " : "");
        }
        text.append(']');
    }

    private void appendQuoted(String value) {
        text.append('"');
        for (var i = 0; i < value.length(); i++) {
            var letter = value.charAt(i);
            switch (letter) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (letter < ' ' || letter == 0x7f || Character.isSurrogate(letter)) {
                        text.append("\\u").append("%04x".formatted((int) letter));
                    } else {
                        text.append(letter);
                    }
                }
            }
        }
        text.append('"');
    }
}
