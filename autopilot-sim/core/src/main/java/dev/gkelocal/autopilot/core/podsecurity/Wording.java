package dev.gkelocal.autopilot.core.podsecurity;

import java.util.Collection;
import java.util.List;

/** Upstream's way to put names into sentences. */
final class Wording {
    private Wording() {}

    static String plural(String one, String many, int count) {
        return count == 1 ? one : many;
    }

    /** {@code "a", "b"}. */
    static String quoted(Collection<String> names) {
        return names.isEmpty() ? "" : "\"" + String.join("\", \"", names) + "\"";
    }

    /** {@code container "a"} or {@code containers "a", "b"}. */
    static String containers(Collection<String> names) {
        return plural("container", "containers", names.size()) + " " + quoted(names);
    }

    /** {@code pod and containers "a", "b"}: those of both that are there. */
    static String podAndContainers(boolean pod, List<String> names) {
        if (names.isEmpty()) {
            return pod ? "pod" : "";
        }
        return (pod ? "pod and " : "") + containers(names);
    }

    /** A Go string literal, as {@code %q} prints it. */
    static String literal(String text) {
        var literal = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case 7 -> literal.append("\\a");
                case '\b' -> literal.append("\\b");
                case '\f' -> literal.append("\\f");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                case 11 -> literal.append("\\v");
                default -> appendPrintable(literal, c);
            }
        });
        return literal.append('"').toString();
    }

    private static void appendPrintable(StringBuilder literal, int c) {
        if (c < ' ' || c == 0x7f) {
            literal.append("\\x%02x".formatted(c));
        } else if (c < 0x7f || !(Character.isISOControl(c) || isBlankOrFormat(c))) {
            literal.appendCodePoint(c);
        } else {
            literal.append(c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c));
        }
    }

    private static boolean isBlankOrFormat(int c) {
        return Character.isSpaceChar(c)
                || switch (Character.getType(c)) {
                    case Character.FORMAT, Character.PRIVATE_USE, Character.UNASSIGNED, Character.SURROGATE -> true;
                    default -> false;
                };
    }
}
