package dev.gkelocal.autopilot.core.manifest;

import java.util.ArrayList;
import java.util.List;

/** The way from an object to one of its values; each step is a field name or the index of a list item as a decimal number. */
public record Path(List<String> steps) {
    public static final Path ROOT = new Path(List.of());

    public Path {
        steps = List.copyOf(steps);
    }

    public static Path of(String... steps) {
        return new Path(List.of(steps));
    }

    public Path then(String field) {
        var longer = steps.toArray(new String[steps.size() + 1]);
        longer[steps.size()] = field;
        return of(longer);
    }

    public Path then(int index) {
        return then(Integer.toString(index));
    }

    public Path then(Path rest) {
        var longer = new ArrayList<>(steps);
        longer.addAll(rest.steps);
        return new Path(longer);
    }

    /** The root's parent is the root. */
    public Path parent() {
        return steps.isEmpty() ? this : new Path(steps.subList(0, steps.size() - 1));
    }

    /** RFC 6901, as JSON Patch wants it. */
    public String pointer() {
        var text = new StringBuilder();
        steps.forEach(step -> text.append('/').append(step.replace("~", "~0").replace("/", "~1")));
        return text.toString();
    }

    /** As the API server names fields: {@code spec.containers[0].resources}. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            if (!step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9')) {
                text.append('[').append(step).append(']');
            } else if (step.indexOf('.') >= 0 || step.indexOf('/') >= 0) {
                text.append('[').append(step).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }
}
