package dev.gkelocal.config.keys;

import java.util.Set;

/** A number without a fraction: written in digits, and in YAML without quotes. */
sealed interface Integral extends ValueType permits WholeNumber, OddNumber, Port {
    @Override
    default Set<Scalar> scalars() {
        return Set.of(Scalar.WHOLE);
    }
}
