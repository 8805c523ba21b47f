package dev.gkelocal.autopilot.core.manifest;

import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import dev.gkelocal.autopilot.core.manifest.Value.Scalar;
import dev.gkelocal.autopilot.core.manifest.Value.Sequence;

/**
 * Something in an object that the API server would refuse, or warn of.
 *
 * @param field as the API server names it: {@code spec.containers[0].resources.requests[cpu]}
 * @param detail in the API server's wording where that is known
 */
public record Problem(Severity severity, Position at, String field, String detail) {
    public enum Severity {
        /** The API server refuses the object. */
        ERROR,
        /** It takes the object and warns. */
        WARNING
    }

    static Problem required(Position at, String field) {
        return new Problem(Severity.ERROR, at, field, "Required value");
    }

    static Problem invalid(Value value, String field, String why) {
        return new Problem(Severity.ERROR, value.at(), field, "Invalid value: " + quoted(value.text()) + ": " + why);
    }

    static Problem wrongType(Value value, String field, String wanted) {
        return new Problem(Severity.ERROR, value.at(), field, "must be " + wanted + ", is " + typeOf(value));
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code field: detail}. */
    @Override
    public String toString() {
        return field + ": " + detail;
    }

    private static String typeOf(Value value) {
        return switch (value) {
            case Mapping ignored -> "a mapping";
            case Sequence ignored -> "a list";
            case Value.Absent ignored -> "absent";
            case Scalar(var ignored, var type, var at) ->
                switch (type) {
                    case STRING -> "a string";
                    case INTEGER, FLOAT -> "a number";
                    case BOOLEAN -> "a boolean";
                    case NULL -> "null";
                };
        };
    }

    /** In double quotes, with control characters made visible and at most 200 characters. */
    static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.codePoints().limit(200).forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        out.append(String.format("\\x%02x", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.append('"').toString();
    }
}
