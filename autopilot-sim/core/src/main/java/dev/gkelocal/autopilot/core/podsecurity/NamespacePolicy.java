package dev.gkelocal.autopilot.core.podsecurity;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a namespace's labels ask for, {@code pod-security.kubernetes.io/{enforce,audit,warn}[-version]}; privileged:latest where they
 * are silent. An invalid level enforces restricted but neither audits nor warns, an invalid version means latest, as upstream does.
 *
 * @param faults what is wrong with the labels, as the API server says it when the namespace is created
 */
public record NamespacePolicy(Policy enforce, Policy audit, Policy warn, List<String> faults) {
    public static final NamespacePolicy NONE =
            new NamespacePolicy(Policy.PRIVILEGED, Policy.PRIVILEGED, Policy.PRIVILEGED, List.of());

    private static final String LABEL = "pod-security.kubernetes.io/";

    public NamespacePolicy {
        faults = List.copyOf(faults);
    }

    /** @param labels of the namespace */
    public static NamespacePolicy of(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return NONE;
        }
        var faults = new ArrayList<String>();
        return new NamespacePolicy(
                policy(labels, "enforce", Level.RESTRICTED, faults),
                policy(labels, "audit", Level.PRIVILEGED, faults),
                policy(labels, "warn", Level.PRIVILEGED, faults),
                faults);
    }

    private static Policy policy(Map<String, String> labels, String mode, Level whenInvalid, List<String> faults) {
        var level = Level.PRIVILEGED;
        var levelText = labels.get(LABEL + mode);
        if (levelText != null) {
            var parsed = Level.parse(levelText);
            level = parsed.orElse(whenInvalid);
            if (parsed.isEmpty()) {
                faults.add(fault(mode, levelText, "must be one of privileged, baseline, restricted"));
            }
        }
        var version = Version.LATEST;
        var versionText = labels.get(LABEL + mode + "-version");
        if (versionText != null) {
            var parsed = Version.parse(versionText);
            version = parsed.orElse(Version.LATEST);
            if (parsed.isEmpty()) {
                faults.add(fault(mode + "-version", versionText, "must be \"latest\" or \"v1.x\""));
            }
        }
        return new Policy(level, version);
    }

    private static String fault(String label, String value, String rule) {
        return "metadata.labels[" + LABEL + label + "]: Invalid value: " + Wording.literal(value) + ": " + rule;
    }

    /**
     * What becomes of one object.
     *
     * @param enforced allowed for controllers, which are never refused
     * @param name of the Pod
     */
    public record Outcome(NamespacePolicy policy, String name, Verdict enforced, Verdict audited, Verdict warned) {
        /** The API server's message with code 403 and reason Forbidden. */
        public Optional<String> denial() {
            return enforced.allowed()
                    ? Optional.empty()
                    : Optional.of("pods \"" + name + "\" is forbidden: violates PodSecurity \"" + policy.enforce
                            + "\": " + enforced.detail());
        }

        /** For the user; a request that is refused gets none. */
        public Optional<String> warning() {
            return enforced.allowed() ? wouldViolate(policy.warn, warned) : Optional.empty();
        }

        /** For the audit log's annotation pod-security.kubernetes.io/audit-violations. */
        public Optional<String> auditAnnotation() {
            return wouldViolate(policy.audit, audited);
        }

        private static Optional<String> wouldViolate(Policy policy, Verdict verdict) {
            return verdict.allowed()
                    ? Optional.empty()
                    : Optional.of("would violate PodSecurity \"" + policy + "\": " + verdict.detail());
        }
    }

    /**
     * Judges a Pod or a controller's template; every other object passes.
     *
     * @param object as admitted, after mutation
     */
    public Outcome judge(Value object) {
        return Workload.of(object)
                .map(workload -> judge(workload, object))
                .orElse(new Outcome(this, "", Verdict.ALLOWED, Verdict.ALLOWED, Verdict.ALLOWED));
    }

    private Outcome judge(Workload workload, Value object) {
        var metadata = workload.podMetadata(object);
        var spec = workload.isPod() ? withHostPorts(workload.podSpec(object)) : workload.podSpec(object);
        var enforced = workload.isPod() ? evaluate(enforce, metadata, spec) : Verdict.ALLOWED;
        var audited = workload.isPod() && audit.equals(enforce) ? enforced : evaluate(audit, metadata, spec);
        return new Outcome(
                this,
                workload.name(),
                enforced,
                audited,
                warn.equals(audit) ? audited : evaluate(warn, metadata, spec));
    }

    private static Verdict evaluate(Policy policy, Value metadata, Value spec) {
        return PodSecurity.evaluate(policy.level(), policy.version(), metadata, spec);
    }

    /** The API server copies the container ports of a Pod in the host's network to host ports; not so in templates. */
    private static Value withHostPorts(Value spec) {
        if (!spec.get("hostNetwork").isTrue()) {
            return spec;
        }
        var changed = spec;
        for (var list : List.of("initContainers", "containers")) {
            if (!spec.get(list).items().isEmpty()) {
                changed = changed.with(
                        list,
                        Value.of(spec.get(list).items().stream()
                                .map(NamespacePolicy::exposed)
                                .toList()));
            }
        }
        return changed;
    }

    private static Value exposed(Value container) {
        var ports = container.get("ports").items();
        return ports.isEmpty()
                ? container
                : container.with(
                        "ports",
                        Value.of(ports.stream()
                                .map(port -> isZero(port.get("hostPort").integer())
                                        ? port.with("hostPort", port.get("containerPort"))
                                        : port)
                                .toList()));
    }

    private static boolean isZero(OptionalLong port) {
        return port.orElse(0) == 0;
    }
}
