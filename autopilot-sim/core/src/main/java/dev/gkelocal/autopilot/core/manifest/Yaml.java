package dev.gkelocal.autopilot.core.manifest;

import dev.gkelocal.autopilot.core.manifest.Value.Absent;
import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import dev.gkelocal.autopilot.core.manifest.Value.Scalar;
import dev.gkelocal.autopilot.core.manifest.Value.Sequence;
import dev.gkelocal.autopilot.core.manifest.Value.Type;

/** Trees as YAML for people and for diffs: block style, two spaces, fields in their order, quotes only where needed. */
public final class Yaml {
    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";

    private final StringBuilder out = new StringBuilder();

    private Yaml() {}

    /** Ends with a newline. */
    public static String write(Value value) {
        var writer = new Yaml();
        writer.block(value, 0);
        return writer.out.toString();
    }

    /** A value that begins at the current place of the line. */
    private void block(Value value, int indent) {
        switch (value) {
            case Mapping map when !map.entries().isEmpty() -> fields(map, indent);
            case Sequence list when !list.items().isEmpty() -> items(list, indent);
            case Mapping ignored -> out.append("{}\n");
            case Sequence ignored -> out.append("[]\n");
            case Scalar scalar -> scalar(scalar, indent);
            case Absent ignored -> out.append("null\n");
        }
    }

    private void fields(Mapping map, int indent) {
        var first = true;
        for (var entry : map.entries().entrySet()) {
            if (entry.getValue() instanceof Absent) {
                continue;
            }
            if (!first) {
                out.repeat(' ', indent);
            }
            first = false;
            out.append(quoted(entry.getKey())).append(':');
            field(entry.getValue(), indent);
        }
        if (first) {
            out.append("{}\n");
        }
    }

    private void field(Value value, int indent) {
        switch (value) {
            case Mapping map
            when !map.entries().isEmpty() -> {
                out.append('\n').repeat(' ', indent + 2);
                block(value, indent + 2);
            }
            case Sequence list
            when !list.items().isEmpty() -> {
                out.append('\n').repeat(' ', indent);
                block(value, indent);
            }
            default -> {
                out.append(' ');
                block(value, indent + 2);
            }
        }
    }

    private void items(Sequence list, int indent) {
        var first = true;
        for (var item : list.items()) {
            if (!first) {
                out.repeat(' ', indent);
            }
            first = false;
            out.append("- ");
            block(item, indent + 2);
        }
    }

    private void scalar(Scalar scalar, int indent) {
        var text = scalar.text();
        if (scalar.type() == Type.NULL) {
            out.append("null\n");
        } else if (scalar.type() != Type.STRING) {
            out.append(text).append('\n');
        } else if (isLiteralBlock(text)) {
            literal(text, indent);
        } else {
            out.append(quoted(text)).append('\n');
        }
    }

    /** Several lines, none of which needs an escape and the first of which has no leading space. */
    private static boolean isLiteralBlock(String text) {
        return text.indexOf('\n') > 0
                && !text.startsWith(" ")
                && !text.contains(" \n")
                && text.chars().allMatch(c -> c == '\n' || c == '\t' || isPrintable(c));
    }

    private void literal(String text, int indent) {
        var end = text.length();
        while (text.charAt(end - 1) == '\n') {
            end--;
        }
        var body = text.substring(0, end);
        var newlines = text.length() - end;
        out.append(newlines == 0 ? "|-" : newlines == 1 ? "|" : "|+").append('\n');
        for (var line : (newlines > 1 ? text.substring(0, text.length() - 1) : body).split("\n", -1)) {
            if (!line.isEmpty()) {
                out.repeat(' ', Math.max(indent, 2)).append(line);
            }
            out.append('\n');
        }
    }

    private static String quoted(String text) {
        if (isPlain(text)) {
            return text;
        }
        return text.chars().allMatch(Yaml::isPrintable) ? "'" + text.replace("'", "''") + "'" : escaped(text);
    }

    private static boolean isPlain(String text) {
        if (text.isEmpty() || PlainScalar.isAmbiguous(text) || text.equals("<<")) {
            return false;
        }
        var first = text.charAt(0);
        var startsWell = INDICATORS.indexOf(first) < 0
                || (first == '-' || first == '?' || first == ':')
                        && text.length() > 1
                        && !Character.isWhitespace(text.charAt(1))
                        && !text.startsWith("---");
        return startsWell
                && !Character.isWhitespace(first)
                && !Character.isWhitespace(text.charAt(text.length() - 1))
                && !text.endsWith(":")
                && !text.contains(": ")
                && !text.contains(" #")
                && text.chars().allMatch(Yaml::isPrintable);
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' && c < 0x7f || c >= 0xa0 && c < 0x2028 || c > 0x2029 && c < 0xd800 || c >= 0xe000 && c < 0xfeff;
    }

    private static String escaped(String text) {
        var out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isPrintable(c) || Character.isSurrogate((char) c)) {
                        out.append((char) c);
                    } else {
                        out.append(String.format("\\u%04x", c));
                    }
                }
            }
        });
        return out.append('"').toString();
    }
}
