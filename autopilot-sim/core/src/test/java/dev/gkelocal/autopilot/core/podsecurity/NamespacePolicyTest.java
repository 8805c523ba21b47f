package dev.gkelocal.autopilot.core.podsecurity;

import static dev.gkelocal.autopilot.core.TestYaml.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NamespacePolicyTest {
    private static final String LABEL = "pod-security.kubernetes.io/";

    private static final String BAD_POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec: {hostNetwork: true, containers: [{name: a, ports: [{containerPort: 80}]}]}
            """;

    private static final String BAD_DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: d}
            spec: {template: {spec: {hostNetwork: true, containers: [{name: a, ports: [{containerPort: 80}]}]}}}
            """;

    @Test
    void enforce_refusesAPod_withTheApiServersText() {
        var policy = NamespacePolicy.of(Map.of(LABEL + "enforce", "baseline"));

        assertThat(policy.judge(value(BAD_POD)).denial())
                .contains("pods \"p\" is forbidden: violates PodSecurity \"baseline:latest\":"
                        + " host namespaces (hostNetwork=true), hostPort (container \"a\" uses hostPort 80)");
    }

    @Test
    void enforce_neverRefusesAController_butWarnSpeaks() {
        var policy = NamespacePolicy.of(Map.of(LABEL + "enforce", "baseline", LABEL + "warn", "baseline"));

        var outcome = policy.judge(value(BAD_DEPLOYMENT));

        assertThat(outcome.denial()).isEmpty();
        assertThat(outcome.warning())
                .contains("would violate PodSecurity \"baseline:latest\": host namespaces (hostNetwork=true)");
    }

    @Test
    void refusedPod_getsNoWarning_butAnAuditAnnotation() {
        var policy = NamespacePolicy.of(Map.of(
                LABEL + "enforce", "baseline",
                LABEL + "warn", "restricted",
                LABEL + "audit", "baseline",
                LABEL + "audit-version", "v1.20"));

        var outcome = policy.judge(value(BAD_POD));

        assertThat(outcome.warning()).isEmpty();
        assertThat(outcome.auditAnnotation().orElse(""))
                .startsWith("would violate PodSecurity \"baseline:v1.20\": host namespaces");
    }

    @Test
    void invalidLabels_enforceRestrictedButDoNotWarn() {
        var policy = NamespacePolicy.of(
                Map.of(LABEL + "enforce", "strict", LABEL + "warn", "strict", LABEL + "enforce-version", "1.30"));

        assertThat(policy.enforce()).hasToString("restricted:latest");
        assertThat(policy.warn()).hasToString("privileged:latest");
        assertThat(policy.faults())
                .containsExactly(
                        "metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: \"strict\":"
                                + " must be one of privileged, baseline, restricted",
                        "metadata.labels[pod-security.kubernetes.io/enforce-version]: Invalid value: \"1.30\":"
                                + " must be \"latest\" or \"v1.x\"",
                        "metadata.labels[pod-security.kubernetes.io/warn]: Invalid value: \"strict\":"
                                + " must be one of privileged, baseline, restricted");
    }

    @Test
    void namespaceWithoutLabels_allowsEverything() {
        var outcome = NamespacePolicy.of(Map.of("team", "shop")).judge(value(BAD_POD));

        assertThat(outcome.denial()).isEmpty();
        assertThat(outcome.warning()).isEmpty();
        assertThat(outcome.auditAnnotation()).isEmpty();
    }

    @Test
    void objectWithoutPods_passes() {
        var policy = NamespacePolicy.of(Map.of(LABEL + "enforce", "restricted"));

        assertThat(policy.judge(value("{apiVersion: v1, kind: Service, metadata: {name: s}}"))
                        .denial())
                .isEmpty();
    }
}
