package dev.gkelocal.cloudrun.control;

import dev.gkelocal.contracts.cloudrun.Operation;
import dev.gkelocal.contracts.cloudrun.ServiceState;

/** What came of a write to a service. */
public sealed interface ServiceWrite {
    record Accepted(ServiceState state, Operation operation) implements ServiceWrite {}

    /** It would have been accepted. */
    record Validated(ServiceState wouldBe) implements ServiceWrite {}

    record Refused(Refusal refusal) implements ServiceWrite {}

    /** The event log cannot be written; whether it was is told by the reason. */
    record Unavailable(String reason) implements ServiceWrite {}
}
