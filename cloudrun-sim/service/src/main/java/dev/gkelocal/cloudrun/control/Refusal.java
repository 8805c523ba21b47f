package dev.gkelocal.cloudrun.control;

import dev.gkelocal.cloudrun.core.validation.Violation;
import java.util.List;

/** Why a write was not done, as the API's canonical codes part them (cloudrun sheet 3.2). */
public sealed interface Refusal {
    record Invalid(List<Violation> violations) implements Refusal {}

    record NotFound(String message) implements Refusal {}

    record AlreadyExists(String message) implements Refusal {}

    /** Somebody else changed it in the meantime. */
    record Aborted(String message) implements Refusal {}

    record FailedPrecondition(String message) implements Refusal {}

    /** Nothing is wrong: only a validation was asked for. */
    record OnlyValidated(dev.gkelocal.contracts.cloudrun.ServiceState wouldBe) implements Refusal {}
}
