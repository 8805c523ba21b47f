package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.SpokenDuration;
import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** One mapping of a scenario file, read strictly: every problem is noted, and a default stands in so that reading goes on. */
final class Fields {
    private static final int FAR = 3;

    private final Value mapping;
    private final Position at;
    private final String where;
    private final List<Problem> problems;

    Fields(Value mapping, Position at, String where, List<Problem> problems) {
        this.mapping = mapping;
        this.at = mapping.isSet() ? mapping.at() : at;
        this.where = where;
        this.problems = problems;
        if (mapping.isSet() && !(mapping instanceof Value.Mapping)) {
            problem(this.at, where + " must be a mapping");
        }
    }

    /** Keys that are not known are problems, with the nearest one that is. */
    Fields only(String... known) {
        mapping.entries().forEach((key, value) -> {
            if (!List.of(known).contains(key)) {
                var near = nearest(key, known);
                problem(
                        value.at().line() == 0 ? at : value.at(),
                        "unknown key '" + key + "' in " + where
                                + (near.isEmpty()
                                        ? "; known are " + String.join(", ", known)
                                        : "; did you mean '" + near + "'?"));
            }
        });
        return this;
    }

    /** The mapping itself. */
    Value self() {
        return mapping;
    }

    boolean has(String key) {
        return mapping.get(key).isSet();
    }

    Value value(String key) {
        return mapping.get(key);
    }

    Fields mapping(String key) {
        return new Fields(mapping.get(key), at, key, problems);
    }

    List<Fields> list(String key) {
        var list = mapping.get(key);
        if (list.isSet() && !(list instanceof Value.Sequence)) {
            problem(list.at(), "'" + key + "' must be a list");
        }
        return list.items().stream()
                .map(it -> new Fields(it, it.at(), "an entry of " + key, problems))
                .toList();
    }

    List<String> texts(String key, List<String> whenAbsent) {
        return has(key) ? mapping.get(key).items().stream().map(Value::text).toList() : whenAbsent;
    }

    String text(String key, String whenAbsent) {
        var value = mapping.get(key);
        if (value.isSet() && !(value instanceof Value.Scalar)) {
            problem(value.at(), "'" + key + "' must be a text");
        }
        return value.text(whenAbsent);
    }

    String required(String key) {
        if (!has(key)) {
            problem(at, where + " needs '" + key + "'");
        }
        return text(key, "");
    }

    long number(String key, long whenAbsent, long least, long most) {
        var value = mapping.get(key);
        if (!value.isSet()) {
            return whenAbsent;
        }
        var number = value.integer();
        if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
            problem(
                    value.at(),
                    "'" + key + "' must be a whole number from " + least + " to " + most + ", not '" + value.text()
                            + "'");
            return whenAbsent;
        }
        return number.getAsLong();
    }

    boolean flag(String key, boolean whenAbsent) {
        var value = mapping.get(key);
        if (value.isSet() && value.flag().isEmpty()) {
            problem(value.at(), "'" + key + "' must be true or false, not '" + value.text() + "'");
        }
        return value.flag().orElse(whenAbsent);
    }

    Duration duration(String key, Duration whenAbsent) {
        var value = mapping.get(key);
        if (!value.isSet()) {
            return whenAbsent;
        }
        var parsed =
                value.text().equals("0") ? java.util.Optional.of(Duration.ZERO) : SpokenDuration.parse(value.text());
        if (parsed.isEmpty()) {
            problem(
                    value.at(),
                    "'" + key + "' must be a duration such as 90s, 15m or 1h30m, not '" + value.text() + "'");
        }
        return parsed.orElse(whenAbsent);
    }

    Instant instant(String key, Instant whenAbsent) {
        var value = mapping.get(key);
        try {
            return value.isSet() ? Instant.parse(value.text()) : whenAbsent;
        } catch (DateTimeParseException malformed) {
            problem(
                    value.at(),
                    "'" + key + "' must be a time such as 2026-11-27T06:00:00Z, not '" + value.text() + "'");
            return whenAbsent;
        }
    }

    long milliCpu(String key) {
        var value = mapping.get(key);
        var parsed = Quantity.parse(value.text());
        if (parsed.isEmpty() || parsed.get().signum() < 0) {
            problem(value.isSet() ? value.at() : at, "'" + key + "' must be an amount of CPU such as 500m or 2");
        }
        return parsed.map(Quantity::milli).orElse(0L);
    }

    void problem(String message) {
        problem(at, message);
    }

    private void problem(Position position, String message) {
        problems.add(new Problem(position, message));
    }

    private static String nearest(String key, String... known) {
        var best = "";
        int least = FAR;
        for (var each : known) {
            int distance = distance(key.toLowerCase(java.util.Locale.ROOT), each.toLowerCase(java.util.Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = each;
            }
        }
        return best;
    }

    /** Levenshtein's: letters to insert, delete or replace. */
    static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
