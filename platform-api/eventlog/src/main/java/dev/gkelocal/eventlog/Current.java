package dev.gkelocal.eventlog;

import dev.gkelocal.contracts.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a decision sees.
 *
 * @param state of the aggregate; absent when there is none
 * @param next version that the decided state must carry
 */
public record Current<T extends Record>(@Nullable T state, Version next) {
    public Optional<T> find() {
        return Optional.ofNullable(state);
    }
}
