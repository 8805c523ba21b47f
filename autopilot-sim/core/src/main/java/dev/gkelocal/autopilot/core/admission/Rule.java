package dev.gkelocal.autopilot.core.admission;

/** Why admission changed a field; the section of the autopilot sheet says where the rule comes from. */
public enum Rule {
    /** A limit without a request is the request: plain Kubernetes. */
    REQUEST_FROM_LIMIT("1.3 step 1"),
    CLASS_DEFAULT("1.2, 1.3 step 1"),
    DERIVED_BY_RATIO("1.1, 1.3 step 1"),
    MINIMUM("1.2, 1.3 step 3"),
    STEP("1.3 step 3"),
    MEMORY_BY_RATIO("1.3 step 4"),
    CPU_BY_RATIO("1.3 step 5"),
    LIMIT_EQUALS_REQUEST("1.3 step 6"),
    LIMIT_AT_LEAST_REQUEST("1.3 step 6"),
    EPHEMERAL_STORAGE("1.3 step 7"),
    INIT_FROM_POD_TOTAL("1.3 init containers"),
    SECCOMP("1.5"),
    CAPABILITIES("1.5"),
    ARCHITECTURE("1.5, 1.9"),
    SANDBOX("1.5"),
    SPOT("1.5, 1.9"),
    COMPUTE_CLASS("1.5"),
    ACCELERATOR("1.5, 1.8"),
    ONE_POD_PER_NODE("1.5"),
    ANNOTATION("1.4");

    private final String section;

    Rule(String section) {
        this.section = section;
    }

    public String section() {
        return section;
    }
}
