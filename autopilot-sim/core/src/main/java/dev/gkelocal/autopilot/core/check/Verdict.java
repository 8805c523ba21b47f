package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.admission.Change;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.List;
import java.util.Optional;

/**
 * What would become of one object.
 *
 * @param after as the cluster would store it, were it accepted
 * @param warnings as kubectl would print them
 * @param answers what kubectl would print for refusals, literally
 * @param footprint empty for objects that make no Pods
 */
public record Verdict(
        ObjectRef object,
        Value before,
        Value after,
        List<Change> changes,
        List<String> warnings,
        List<Refusal> refusals,
        List<String> answers,
        Optional<Footprint> footprint) {
    public Verdict {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
        refusals = List.copyOf(refusals);
        answers = List.copyOf(answers);
    }

    public boolean isRefused() {
        return !refusals.isEmpty();
    }

    public boolean isChanged() {
        return !changes.isEmpty();
    }
}
