package dev.gkelocal.autopilot.core.manifest;

import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import dev.gkelocal.autopilot.core.manifest.Value.Scalar;
import dev.gkelocal.autopilot.core.manifest.Value.Sequence;
import dev.gkelocal.autopilot.core.manifest.Value.Type;
import java.util.List;

/** Checks that fields have the type the API wants; absent fields and null always pass. */
final class FieldTypes {
    enum Wanted {
        MAPPING("a mapping"),
        LIST("a list"),
        STRING("a string"),
        INTEGER("a whole number"),
        BOOLEAN("a boolean");

        private final String text;

        Wanted(String text) {
            this.text = text;
        }
    }

    private final List<Problem> problems;

    FieldTypes(List<Problem> problems) {
        this.problems = problems;
    }

    /** False, with a problem noted, where the type is wrong. */
    boolean check(Value value, String field, Wanted wanted) {
        if (!value.isSet() || fits(value, wanted)) {
            return true;
        }
        problems.add(Problem.wrongType(value, field, wanted.text));
        return false;
    }

    private static boolean fits(Value value, Wanted wanted) {
        return switch (wanted) {
            case MAPPING -> value instanceof Mapping;
            case LIST -> value instanceof Sequence;
            case STRING -> hasType(value, Type.STRING);
            case INTEGER -> hasType(value, Type.INTEGER);
            case BOOLEAN -> hasType(value, Type.BOOLEAN);
        };
    }

    private static boolean hasType(Value value, Type type) {
        return value instanceof Scalar scalar && scalar.type() == type;
    }

    /** A list whose items are mappings. */
    void checkMappings(Value list, String field) {
        checkItems(list, field, Wanted.MAPPING);
    }

    /** A list of strings. */
    void checkStrings(Value list, String field) {
        checkItems(list, field, Wanted.STRING);
    }

    private void checkItems(Value list, String field, Wanted wanted) {
        check(list, field, Wanted.LIST);
        var index = 0;
        for (var item : list.items()) {
            check(item, field + "[" + index++ + "]", wanted);
        }
    }

    /** A mapping whose values are strings, such as labels: a number or a boolean needs quotes. */
    void checkTexts(Value map, String field) {
        check(map, field, Wanted.MAPPING);
        map.entries().forEach((key, value) -> check(value, field + "[" + key + "]", Wanted.STRING));
    }
}
