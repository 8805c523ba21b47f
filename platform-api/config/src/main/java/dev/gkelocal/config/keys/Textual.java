package dev.gkelocal.config.keys;

import java.util.Set;

/** One text: written as it is, and in YAML in quotes where it looks like something else. */
sealed interface Textual extends ValueType permits Choice, Text, Folder {
    @Override
    default Set<Scalar> scalars() {
        return Set.of(Scalar.TEXT);
    }
}
