package dev.gkelocal.autopilot.core.network;

import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A value of a policy with its path, read strictly: what is wrong becomes a problem, and reading goes on with a default.
 *
 * @param at of the value, or of what it is missing from
 */
record Field(Value value, Position at, Path path, String policy, List<Problem> problems) {
    private static final Map<String, Requirement.Operator> OPERATORS = Map.of(
            "In", Requirement.Operator.IN,
            "NotIn", Requirement.Operator.NOT_IN,
            "Exists", Requirement.Operator.EXISTS,
            "DoesNotExist", Requirement.Operator.DOES_NOT_EXIST);

    static Field root(Value manifest, String policy, List<Problem> problems) {
        return new Field(manifest, manifest.at(), Path.ROOT, policy, problems);
    }

    boolean isSet() {
        return value.isSet();
    }

    Field get(String name) {
        return child(value.get(name), path.then(name));
    }

    private Field child(Value inner, Path to) {
        return new Field(inner, inner.isSet() ? inner.at() : at, to, policy, problems);
    }

    void problem(String message) {
        problems.add(new Problem(at, policy, path.toString(), message));
    }

    /** A mapping with these fields and no other; an absent one counts as empty. */
    Field only(String... names) {
        if (isSet() && !(value instanceof Value.Mapping)) {
            problem("Invalid value: must be an object");
        }
        var known = List.of(names);
        value.entries().forEach((name, field) -> {
            if (!known.contains(name)) {
                problems.add(new Problem(
                        field.at(),
                        policy,
                        path.then(name).toString(),
                        "unknown field; known here: " + String.join(", ", known)));
            }
        });
        return this;
    }

    /** A union: exactly one of these fields is set. */
    boolean exactlyOne(String... names) {
        only(names);
        var set = List.of(names).stream().filter(it -> value.get(it).isSet()).toList();
        if (set.size() != 1) {
            problem((set.isEmpty() ? "Required value: " : "Forbidden: found " + String.join(" and ", set) + "; ")
                    + "exactly one of " + String.join(", ", names) + " must be set");
        }
        return set.size() == 1;
    }

    List<Field> items(int most) {
        if (isSet() && !(value instanceof Value.Sequence)) {
            problem("Invalid value: must be a list");
        }
        if (value.items().size() > most) {
            problem("Too many: " + value.items().size() + ": must have at most " + most + " items");
        }
        var fields = new ArrayList<Field>();
        for (var item : value.items()) {
            fields.add(child(item, path.then(fields.size())));
        }
        return fields;
    }

    /** The same for a list that must be there. */
    List<Field> someItems(int most) {
        if (value.items().isEmpty()) {
            problem("Required value: must have at least 1 item");
        }
        return items(most);
    }

    String text() {
        if (isSet()
                && !(value instanceof Value.Scalar(var ignored, var type, var place) && type == Value.Type.STRING)) {
            problem("Invalid value: must be a string");
        }
        return value.text();
    }

    /** A whole number within the bounds; the lower bound when it is wrong. */
    int integer(int from, int to) {
        var number = value.integer();
        if (number.isEmpty() || number.getAsLong() < from || number.getAsLong() > to) {
            problem(
                    isSet()
                            ? "Invalid value: " + shown() + ": must be between " + from + " and " + to + ", inclusive"
                            : "Required value");
            return from;
        }
        return (int) number.getAsLong();
    }

    Protocol protocol() {
        var text = value.text();
        if (text.isEmpty()) {
            return Protocol.TCP;
        }
        var protocol = Protocol.of(text).filter(it -> it.name().equals(text));
        if (protocol.isEmpty()) {
            problem("Unsupported value: \"" + text + "\": supported values: \"SCTP\", \"TCP\", \"UDP\"");
        }
        return protocol.orElse(Protocol.TCP);
    }

    /** @return empty for what is no block of addresses, which is a problem */
    List<Cidr> cidr() {
        var cidr = Cidr.parse(value.text());
        if (cidr.isEmpty()) {
            problem("Invalid value: " + shown() + ": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
        }
        return cidr.stream().toList();
    }

    /** An absent selector reads as {@link LabelSelector#EVERYTHING}: ask {@link #isSet} where that makes a difference. */
    LabelSelector selector() {
        only("matchLabels", "matchExpressions");
        var labels = get("matchLabels");
        if (labels.isSet() && !(labels.value instanceof Value.Mapping)) {
            labels.problem("Invalid value: must be an object");
        }
        labels.value.entries().keySet().forEach(it -> labels.get(it).text());
        var expressions = new ArrayList<Requirement>();
        get("matchExpressions").items(Integer.MAX_VALUE).forEach(it -> expressions.add(it.requirement()));
        return LabelSelector.of(labels.value.texts(), expressions);
    }

    private Requirement requirement() {
        only("key", "operator", "values");
        var key = get("key").text();
        if (key.isEmpty()) {
            get("key").problem("Required value");
        }
        var values =
                get("values").items(Integer.MAX_VALUE).stream().map(Field::text).toList();
        var operator = OPERATORS.get(get("operator").value.text());
        if (operator == null) {
            get("operator").problem("Invalid value: " + get("operator").shown() + ": not a valid selector operator");
            return new Requirement(key, Requirement.Operator.IN, values);
        }
        var wantsValues = operator == Requirement.Operator.IN || operator == Requirement.Operator.NOT_IN;
        if (wantsValues == values.isEmpty()) {
            get("values")
                    .problem(
                            wantsValues
                                    ? "Required value: must be specified when `operator` is 'In' or 'NotIn'"
                                    : "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
        return new Requirement(key, operator, values);
    }

    String shown() {
        return value instanceof Value.Scalar(var text, var type, var ignored) && type == Value.Type.STRING
                ? "\"" + text + "\""
                : value instanceof Value.Scalar ? value.text() : isSet() ? "(not a scalar)" : "\"\"";
    }
}
