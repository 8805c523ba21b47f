package dev.gkelocal.autopilot.core.warden;

import static dev.gkelocal.autopilot.core.TestYaml.value;
import static dev.gkelocal.autopilot.core.warden.Given.TODAY;
import static dev.gkelocal.autopilot.core.warden.Given.judged;
import static dev.gkelocal.autopilot.core.warden.Given.pod;
import static dev.gkelocal.autopilot.core.warden.Given.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.podsecurity.Level;
import dev.gkelocal.autopilot.core.podsecurity.PodSecurity;
import dev.gkelocal.autopilot.core.podsecurity.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a naive simulator gets wrong (autopilot sheet 8), by the number of the entry. */
class NaiveSimulatorTest {
    @Test
    void entry5_belowTheMinimumIsRaisedNotRefused_antiAffinityBelow500mIsRefusedNotRaised() {
        var small = "containers: [{name: a, resources: {requests: {cpu: 10m, memory: 10Mi}}}]";
        var required = "{podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone}]}}";
        var preferred = "{podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1}]}}";

        assertThat(said("{" + small + "}")).isEmpty();
        assertThat(said("{affinity: " + preferred + ", " + small + "}")).isEmpty();
        assertThat(said("{affinity: " + required + ", " + small + "}")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'{containers: [{name: a, securityContext: {capabilities: {add: [NET_RAW]}}}]}', true, false",
        "'{containers: [{name: a, securityContext: {capabilities: {add: [SYS_PTRACE]}}}]}', true, false",
        "'{containers: [{name: a, securityContext: {capabilities: {add: [CAP_CHOWN]}}}]}', false, false",
        "'{containers: [{name: a, volumeMounts: [{name: v, mountPath: /l, readOnly: true}]}], volumes: [{name: v, hostPath: {path: /var/log/pods}}]}', true, false",
        "'{containers: [{name: a, securityContext: {procMount: Unmasked}}]}', true, false",
        "'{nodeSelector: {cloud.google.com/gke-nodepool: p}, containers: []}', false, true"
    })
    void entry8_wardenIsNotPodSecurityBaseline(String spec, boolean byWarden, boolean byBaseline) {
        assertThat(judged(pod(spec)).allowed()).isEqualTo(byWarden);
        assertThat(PodSecurity.evaluate(Level.BASELINE, Version.LATEST, Value.ABSENT, value(spec))
                        .allowed())
                .isEqualTo(byBaseline);
    }

    @Test
    void entry9_denialIsTheLiteralEnvelope() {
        assertThat(judged(pod("{containers: [{name: b, securityContext: {privileged: true}}, {name: a, securityContext:"
                                + " {privileged: true}}]}"))
                        .message())
                .isEqualTo("GKE Warden rejected the request because it violates one or more constraints.\n"
                        + "Violations details: {\"[denied by autogke-disallow-privilege]\":[\"container b is privileged;"
                        + " not allowed in Autopilot\",\"container a is privileged; not allowed in Autopilot\"]}\n"
                        + "Requested by user: 'user@example.com', groups: 'system:authenticated'.");
    }

    @Test
    void entry10_kubeSystemIsTheAuthorizersNotAdmissions() {
        var inKubeSystem = value(
                "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: kube-system}, spec: {containers: []}}");

        assertThat(judged(inKubeSystem).allowed()).isTrue();
        assertThat(Authorizer.of(Era.WARDEN)
                        .judge(new Attributes(Given.DEVELOPER, "create", "", "pods", "", "kube-system", "")))
                .isInstanceOf(AuthorizerVerdict.Denied.class);
    }

    @ParameterizedTest
    @CsvSource({
        "v1, Pod, spec",
        "apps/v1, Deployment, spec.template.spec",
        "apps/v1, StatefulSet, spec.template.spec",
        "apps/v1, DaemonSet, spec.template.spec",
        "apps/v1, ReplicaSet, spec.template.spec",
        "batch/v1, Job, spec.template.spec",
        "batch/v1, CronJob, spec.jobTemplate.spec.template.spec",
    })
    void entry11_controllersAreRefusedAtApplyTime(String apiVersion, String kind, String specPath) {
        var spec = value("{hostPID: true, containers: []}");
        for (var step : List.of(specPath.split("\\.")).reversed()) {
            spec = Value.ABSENT.with(step, spec);
        }
        var object = spec.with("apiVersion", Value.of(apiVersion)).with("kind", Value.of(kind));

        assertThat(said(object, TODAY))
                .containsExactly("autogke-disallow-hostnamespaces: enabling hostPID is not allowed in Autopilot.");
        assertThat(judged(object).violations().getFirst().path()).hasToString(specPath + ".hostPID");
    }

    @Test
    void entry19_gpusNeedASelector_noStrayToleration_noInitContainer() {
        var selected = "nodeSelector: {cloud.google.com/gke-accelerator: nvidia-l4}";
        var app = "containers: [{name: a, resources: {limits: {nvidia.com/gpu: 1}}}]";

        assertThat(said("{" + selected + ", " + app + ", tolerations: [{key: nvidia.com/gpu, operator: Exists}]}"))
                .isEmpty();
        assertThat(said("{" + app + "}")).hasSize(1);
        assertThat(said("{nodeSelector: {cloud.google.com/compute-class: Accelerator}, " + app + "}"))
                .hasSize(1);
        assertThat(said("{" + selected + ", " + app
                        + ", initContainers: [{name: i, resources: {limits: {nvidia.com/gpu: 1}}}]}"))
                .containsExactly(
                        "autogke-gpu-limitation: Requesting 'nvidia.com/gpu' resources in init container 'i' is"
                                + " not supported in Autopilot.");
    }

    @Test
    void entry19_gpusThroughACustomClass_needAGpuRule() {
        var object = pod("{nodeSelector: {cloud.google.com/compute-class: tuned}, containers: [{name: a, resources:"
                + " {limits: {nvidia.com/gpu: 1}}}]}");

        assertThat(said(object, Given.knowing("tuned", true))).isEmpty();
        assertThat(said(object, Given.knowing("tuned", false))).hasSize(1);
    }

    @Test
    void entry20_selectorOnALabelOfOnesOwn_needsItsToleration() {
        var selector =
                "nodeSelector: {team: shop}, containers: [{name: a, resources: {requests: {cpu: 500m, memory: 1Gi}}}]";

        assertThat(said("{" + selector + "}")).singleElement().asString().contains("Key 'team' is not allowed");
        assertThat(said("{" + selector + ", tolerations: [{key: team, operator: Equal, value: shop}]}"))
                .isEmpty();
        assertThat(said("{" + selector + ", tolerations: [{key: team, operator: Exists}]}"))
                .isEmpty();
        assertThat(said("{" + selector + ", tolerations: [{key: team, operator: Equal, value: other}]}"))
                .hasSize(1);
        assertThat(said(pod("{" + selector + "}"), TODAY.selectors(false, Set.of())))
                .isEmpty();
    }

    @Test
    void entry20_workloadSeparation_below500m_isRefusedWhereNothingRaisedIt() {
        assertThat(said("{nodeSelector: {team: shop}, tolerations: [{key: team, operator: Exists}], containers:"
                        + " [{name: a, resources: {requests: {cpu: 100m, memory: 1Gi}}}]}"))
                .containsExactly("autogke-pod-limit-constraints: workload 'w' cpu requests '100m' is lower than the"
                        + " Autopilot minimum required of '500m' for using workload separation.");
    }

    @Test
    void entry22_wildcardWebhooksAreRefused_namespaceSelectorIsInjected() {
        var wildcard = value("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                webhooks: [{name: a, rules: [{apiGroups: ['*'], resources: ['*']}]}]
                """);

        assertThat(CustomerWebhooks.judge(wildcard, Era.WARDEN)).isPresent();
        assertThat(CustomerWebhooks.inject(wildcard)
                        .get("webhooks")
                        .get(0)
                        .get("namespaceSelector")
                        .get("matchExpressions")
                        .items())
                .hasSize(1);
    }

    @Test
    void entry27_rulesFollowTheEra() {
        var extended = value("{apiVersion: v1, kind: Pod, metadata: {name: w, annotations:"
                + " {cluster-autoscaler.kubernetes.io/safe-to-evict: 'false'}}, spec: {containers: [{name: a, resources:"
                + " {requests: {cpu: 1, memory: 1Gi}}}]}}");
        var tracer = pod("{containers: [{name: a, securityContext: {capabilities: {add: [SYS_PTRACE]}}}]}");
        var spot = pod("{nodeSelector: {cloud.google.com/gke-spot: 'true'}, containers: []}");

        assertThat(said(extended, TODAY)).isEmpty();
        assertThat(said(extended, TODAY.era(Era.EARLY_WARDEN)))
                .containsExactly("autogke-node-affinity-selector-limitation: Auto GKE disallows use of"
                        + " cluster-autoscaler.kubernetes.io/safe-to-evict=false annotation on workloads");
        assertThat(said(tracer, TODAY)).isEmpty();
        assertThat(said(tracer, TODAY.era(Era.GATEKEEPER))).hasSize(1);
        assertThat(said(spot, TODAY)).isEmpty();
        assertThat(said(spot, TODAY.era(Era.GATEKEEPER))).hasSize(1);
    }

    @Test
    void verdict_underAnyOrderOfContainers_isTheSame() {
        var random = new Random(11);
        var spec = value(
                "{nodeSelector: {cloud.google.com/gke-nodepool: p}, volumes: [{name: v, hostPath: {path: /x}}],"
                        + " containers: [{name: a, securityContext: {privileged: true}, resources: {requests: {cpu: 20}}},"
                        + " {name: b, ports: [{hostPort: 1}], resources: {requests: {cpu: 20}}},"
                        + " {name: c, volumeMounts: [{name: v}]}, {name: d, securityContext: {capabilities: {add: [BPF]}}}]}");
        var containers = spec.get("containers").items();
        var expected = sorted(spec);

        for (var round = 0; round < 50; round++) {
            var shuffled = new ArrayList<>(containers);
            Collections.shuffle(shuffled, random);
            assertThat(sorted(spec.with("containers", Value.of(shuffled)))).isEqualTo(expected);
        }
    }

    private static List<String> sorted(Value spec) {
        var object = Value.ABSENT
                .with("apiVersion", Value.of("v1"))
                .with("kind", Value.of("Pod"))
                .with("metadata", value("{name: w}"))
                .with("spec", spec);
        return said(object, TODAY).stream().sorted().toList();
    }
}
