package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Value.Absent;
import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import dev.gkelocal.autopilot.core.manifest.Value.Scalar;
import dev.gkelocal.autopilot.core.manifest.Value.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The difference of two objects as a JSON Patch (RFC 6902), which is how an admission webhook answers.
 *
 * @param operations in the order to apply them
 */
public record JsonPatch(List<Operation> operations) {
    public JsonPatch {
        operations = List.copyOf(operations);
    }

    /** @param value {@link Value#ABSENT} with remove */
    public record Operation(String op, Path path, Value value) {}

    /** What turns the first object into the second. Positions and the order of fields don't count. */
    public static JsonPatch between(Value before, Value after) {
        var operations = new ArrayList<Operation>();
        compare(Path.ROOT, before, after, operations);
        return new JsonPatch(operations);
    }

    private static void compare(Path path, Value before, Value after, List<Operation> out) {
        if (before instanceof Mapping && after instanceof Mapping) {
            compareFields(path, before, after, out);
        } else if (before instanceof Sequence && after instanceof Sequence) {
            compareItems(path, before, after, out);
        } else if (!isSame(before, after)) {
            out.add(new Operation("replace", path, after));
        }
    }

    private static boolean isSame(Value before, Value after) {
        return before instanceof Scalar(var oldText, var oldType, var ignored)
                && after instanceof Scalar(var newText, var newType, var alsoIgnored)
                && oldType == newType
                && oldText.equals(newText);
    }

    private static void compareFields(Path path, Value before, Value after, List<Operation> out) {
        before.entries().forEach((field, value) -> {
            if (after.get(field) instanceof Absent && !(value instanceof Absent)) {
                out.add(new Operation("remove", path.then(field), Value.ABSENT));
            }
        });
        after.entries().forEach((field, value) -> {
            if (value instanceof Absent) {
                return;
            }
            var old = before.get(field);
            if (old instanceof Absent) {
                out.add(new Operation("add", path.then(field), value));
            } else if (old != value) {
                compare(path.then(field), old, value, out);
            }
        });
    }

    /** Item by item; what is too many goes from the end, so that indices stay true. */
    private static void compareItems(Path path, Value before, Value after, List<Operation> out) {
        var old = before.items();
        var now = after.items();
        for (var i = 0; i < Math.min(old.size(), now.size()); i++) {
            if (old.get(i) != now.get(i)) {
                compare(path.then(i), old.get(i), now.get(i), out);
            }
        }
        for (var i = old.size() - 1; i >= now.size(); i--) {
            out.add(new Operation("remove", path.then(i), Value.ABSENT));
        }
        for (var i = old.size(); i < now.size(); i++) {
            out.add(new Operation("add", path.then(i), now.get(i)));
        }
    }

    public boolean isEmpty() {
        return operations.isEmpty();
    }

    /** The array of operations as RFC 6902 writes it. */
    public Value toValue() {
        return Value.of(operations.stream()
                .map(operation -> {
                    var fields = new LinkedHashMap<String, Value>();
                    fields.put("op", Value.of(operation.op()));
                    fields.put("path", Value.of(operation.path().pointer()));
                    if (!operation.op().equals("remove")) {
                        fields.put("value", operation.value());
                    }
                    return Value.of(fields);
                })
                .toList());
    }
}
