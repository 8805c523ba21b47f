package dev.gkelocal.contracts.cloudrun;

/** Why a condition is as it is: the API's reasons that we give (cloudrun sheet 3.3). */
public enum ConditionReason {
    REVISION_FAILED(Kind.COMMON),
    PROGRESS_DEADLINE_EXCEEDED(Kind.COMMON),
    CONTAINER_MISSING(Kind.COMMON),
    WAITING_FOR_OPERATION(Kind.COMMON),
    INTERNAL(Kind.COMMON),
    PENDING(Kind.REVISION),
    RESERVE(Kind.REVISION),
    RETIRED(Kind.REVISION),
    HEALTH_CHECK_CONTAINER_ERROR(Kind.REVISION),
    HEALTH_CHECK_SKIPPED(Kind.REVISION),
    MIN_INSTANCES_NOT_PROVISIONED(Kind.REVISION),
    MIN_INSTANCES_WARMING(Kind.REVISION);

    /** Which of the API's mutually exclusive reason fields carries it. */
    public enum Kind {
        COMMON,
        REVISION
    }

    private final Kind kind;

    ConditionReason(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
