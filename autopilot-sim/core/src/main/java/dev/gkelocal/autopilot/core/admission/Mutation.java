package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.List;

/**
 * An object as it is admitted.
 *
 * @param warnings in the production wording, as kubectl prints them behind "Warning: "
 */
public record Mutation(Value object, List<Change> changes, List<String> warnings) {
    public Mutation {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    static Mutation none(Value object) {
        return new Mutation(object, List.of(), List.of());
    }

    public boolean isModified() {
        return !changes.isEmpty();
    }
}
