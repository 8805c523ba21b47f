package dev.gkelocal.cloudrun.control;

import dev.gkelocal.cloudrun.core.validation.Violation;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a draft from the service as it is now, absent when there is none. Quick and without effects. */
public interface Drafting {
    Drafted draft(@Nullable ServiceState current);

    sealed interface Drafted {
        record Ready(ServiceDraft draft) implements Drafted {}

        /** What was sent cannot be read as a service. */
        record Bad(List<Violation> violations) implements Drafted {}
    }
}
