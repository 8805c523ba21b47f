package dev.gkelocal.platform.views;

import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import java.util.Optional;

/**
 * Which items a caller wants.
 *
 * @param service short or full name
 * @param revision short or full name
 * @param limit most items
 */
public record Selection(Optional<String> service, Optional<String> revision, int limit) {
    public static final Selection ALL = new Selection(Optional.empty(), Optional.empty(), Integer.MAX_VALUE);

    boolean matches(ServiceName name) {
        return service.isEmpty()
                || service.get().equals(name.service())
                || service.get().equals(name.toString());
    }

    boolean matches(RevisionName name) {
        return matches(name.service())
                && (revision.isEmpty()
                        || revision.get().equals(name.revision())
                        || revision.get().equals(name.toString()));
    }
}
