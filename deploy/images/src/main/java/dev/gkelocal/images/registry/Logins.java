package dev.gkelocal.images.registry;

import java.util.Optional;

/** Logins by registry. */
@FunctionalInterface
public interface Logins {
    /** For registries that ask for none, as a local one does. */
    Logins NONE = registry -> Optional.empty();

    /** @param registry as references name it */
    Optional<Login> of(String registry);
}
