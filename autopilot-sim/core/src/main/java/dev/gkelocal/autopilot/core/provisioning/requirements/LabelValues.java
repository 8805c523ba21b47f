package dev.gkelocal.autopilot.core.provisioning.requirements;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Values of a label that a Pod accepts.
 *
 * @param values one of them; none with {@code any}
 * @param any the label must be there, whatever its value
 */
public record LabelValues(SortedSet<String> values, boolean any) {
    public static final LabelValues ANY = new LabelValues(new TreeSet<>(), true);

    public LabelValues {
        values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    public static LabelValues of(Collection<String> values) {
        return new LabelValues(new TreeSet<>(values), false);
    }

    public static LabelValues of(String value) {
        return of(List.of(value));
    }

    /** The only value there is; empty where several or all would do. */
    public Optional<String> single() {
        return any || values.size() != 1 ? Optional.empty() : Optional.of(values.first());
    }
}
