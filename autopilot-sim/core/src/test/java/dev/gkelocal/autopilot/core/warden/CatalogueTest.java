package dev.gkelocal.autopilot.core.warden;

import static dev.gkelocal.autopilot.core.TestYaml.value;
import static dev.gkelocal.autopilot.core.warden.Given.TODAY;
import static dev.gkelocal.autopilot.core.warden.Given.deployment;
import static dev.gkelocal.autopilot.core.warden.Given.judged;
import static dev.gkelocal.autopilot.core.warden.Given.pod;
import static dev.gkelocal.autopilot.core.warden.Given.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.classes.ClusterTraits;
import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the sheet's catalogue (2.3), word for word. */
class CatalogueTest {
    private static final String LIMITS = "autogke-pod-limit-constraints: ";
    private static final String SELECTORS = "autogke-node-affinity-selector-limitation: ";

    @Test
    void ordinaryPod_isAdmitted() {
        var judgement = judged(pod("{containers: [{name: app, resources: {requests: {cpu: 500m, memory: 2Gi}}}]}"));

        assertThat(judgement.allowed()).isTrue();
        assertThat(judgement.code()).isEqualTo(200);
        assertThat(judgement.message()).isEmpty();
    }

    @Test
    void privilegedContainer_isRefused() {
        assertThat(said("{containers: [{name: c, securityContext: {privileged: true}}]}"))
                .containsExactly("autogke-disallow-privilege: container c is privileged; not allowed in Autopilot");
    }

    @Test
    void hostNamespaces_areRefusedInWardensOrder() {
        assertThat(said("{hostNetwork: true, hostIPC: true, hostPID: true, containers: []}"))
                .containsExactly(
                        "autogke-disallow-hostnamespaces: enabling hostPID is not allowed in Autopilot.",
                        "autogke-disallow-hostnamespaces: enabling hostIPC is not allowed in Autopilot.",
                        "autogke-disallow-hostnamespaces: enabling hostNetwork is not allowed in Autopilot.");
    }

    @Test
    void hostPorts_areListedTogetherForEachContainer() {
        assertThat(said("{containers: [{name: c, ports: [{hostPort: 7881}, {hostPort: 6789}, {containerPort: 80},"
                        + " {hostPort: 3478}]}]}"))
                .containsExactly("autogke-no-host-port: container c specifies host ports [7881 6789 3478], which are"
                        + " disallowed in Autopilot.");
    }

    @Test
    void containerPorts_ofABarePodInTheHostsNetwork_areHostPorts() {
        var spec = "{hostNetwork: true, containers: [{name: c, ports: [{containerPort: 80}]}]}";

        assertThat(said(spec)).anyMatch(it -> it.contains("specifies host ports [80]"));
        assertThat(said(deployment(spec), TODAY)).noneMatch(it -> it.contains("host ports"));
    }

    @Test
    void hostPath_mountedForWriting_isRefused() {
        assertThat(said("{containers: [{name: c, volumeMounts: [{name: v, mountPath: /x}]}],"
                        + " volumes: [{name: v, hostPath: {path: /var/log/pods}}]}"))
                .containsExactly("autogke-no-write-mode-hostpath: hostPath volume v in container c is accessed in write"
                        + " mode; disallowed in Autopilot.");
    }

    @Test
    void hostPath_readOutsideOfVarLog_isRefused() {
        assertThat(said("{containers: [{name: c, volumeMounts: [{name: v, mountPath: /x, readOnly: true}]}],"
                        + " volumes: [{name: v, hostPath: {path: /proc}}]}"))
                .containsExactly("autogke-no-write-mode-hostpath: hostPath volume v used in container c uses path /proc"
                        + " which is not allowed in Autopilot. Allowed path prefixes for hostPath volumes are:"
                        + " [/var/log/].");
    }

    @ParameterizedTest
    @CsvSource({
        "/var/log, true",
        "/var/log/, true",
        "/var/log/pods, true",
        "/var/logs, false",
        "/var/log/../lib, false",
        "/var/lib/../log/x, true",
        "var/log/x, false",
        "/, false"
    })
    void hostPath_read_dependsOnItsFolder(String path, boolean allowed) {
        var spec = "{containers: [{name: c, volumeMounts: [{name: v, mountPath: /x, readOnly: true}]}],"
                + " volumes: [{name: v, hostPath: {path: '" + path + "'}}]}";

        assertThat(said(spec).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void hostPath_thatNobodyMounts_isNotJudged() {
        assertThat(said("{containers: [{name: c}], volumes: [{name: v, hostPath: {path: /proc}}]}"))
                .isEmpty();
    }

    @Test
    void capabilities_beyondTheFifteen_areListedInManifestOrder() {
        assertThat(
                        said(
                                "{containers: [{name: C, securityContext: {capabilities: {add: [SYS_ADMIN, CHOWN, NET_ADMIN]}}}]}"))
                .containsExactly("autogke-default-linux-capabilities: linux capability 'SYS_ADMIN,NET_ADMIN' on"
                        + " container 'C' not allowed; Autopilot only allows the capabilities:"
                        + " 'AUDIT_WRITE,CHOWN,DAC_OVERRIDE,FOWNER,FSETID,KILL,MKNOD,NET_BIND_SERVICE,NET_RAW,SETFCAP,"
                        + "SETGID,SETPCAP,SETUID,SYS_CHROOT,SYS_PTRACE'.");
    }

    @Test
    void netAdmin_isAllowedByTheClustersPolicyOnly() {
        var object = pod("{containers: [{name: c, securityContext: {capabilities: {add: [NET_ADMIN]}}}]}");

        assertThat(said(object, TODAY)).hasSize(1);
        assertThat(said(object, TODAY.capabilities(true, true))).isEmpty();
    }

    @Test
    void netRaw_isAllowedUnlessSwitchedOff() {
        var object = pod("{containers: [{name: c, securityContext: {capabilities: {add: [NET_RAW]}}}]}");

        assertThat(said(object, TODAY)).isEmpty();
        assertThat(said(object, TODAY.capabilities(false, false)))
                .singleElement()
                .asString()
                .contains("'NET_RAW'")
                .doesNotContain("NET_BIND_SERVICE,NET_RAW");
    }

    @Test
    void limits_areCheckedBySumOfAppsAndMaximumOfInits() {
        assertThat(
                        said(
                                "{initContainers: [{name: i, resources: {requests: {cpu: 20}}}, {name: j, resources: {requests: {cpu: 20}}}],"
                                        + " containers: [{name: a, resources: {requests: {cpu: 16}}}, {name: b, resources: {requests: {cpu: 16}}}]}"))
                .containsExactly(LIMITS
                        + "Total cpu requested by containers for workload 'w' is higher than the Autopilot maximum of"
                        + " '30'.");
    }

    @Test
    void limits_ofAnA100_areThoseOfItsMachine() {
        var spec = "{nodeSelector: {cloud.google.com/gke-accelerator: nvidia-tesla-a100},"
                + " initContainers: [{name: i, resources: {requests: {cpu: 12, memory: 80Gi}}}],"
                + " containers: [{name: a, resources: {requests: {cpu: 12, memory: 80Gi}, limits: {nvidia.com/gpu: 1}}}]}";

        assertThat(said(spec))
                .containsExactly(
                        LIMITS + "Max cpu requested by init containers for workload 'w' is higher than the Autopilot"
                                + " maximum of '11'.",
                        LIMITS + "Total cpu requested by containers for workload 'w' is higher than the Autopilot"
                                + " maximum of '11'.",
                        LIMITS + "Max memory requested by init containers for workload 'w' is higher than the Autopilot"
                                + " maximum of '74Gi'.",
                        LIMITS + "Total memory requested by containers for workload 'w' is higher than the Autopilot"
                                + " maximum of '74Gi'.");
    }

    @Test
    void limits_ofEphemeralStorageOnAnH100_nameTheAccelerator() {
        assertThat(
                        said(
                                "{nodeSelector: {cloud.google.com/gke-accelerator: nvidia-h100-80gb},"
                                        + " containers: [{name: a, resources: {requests: {ephemeral-storage: 600Gi}, limits: {nvidia.com/gpu: 1}}}]}"))
                .containsExactly(LIMITS + "Total ephemeral-storage requested by containers for workload 'w' is higher"
                        + " than the nvidia-h100-80gb-1 maximum of '588Gi'.");
    }

    @ParameterizedTest
    @CsvSource({"10240Mi, true, ''", "10241Mi, false, ''", "10241Mi, true, Performance", "200Gi, true, tuned"})
    void ephemeralStorage_isCappedByClass(String ephemeral, boolean allowed, String computeClass) {
        var selector = computeClass.isEmpty() ? "{}" : "{cloud.google.com/compute-class: " + computeClass + "}";
        var object = pod("{nodeSelector: " + selector
                + ", containers: [{name: a, resources: {requests: {ephemeral-storage: " + ephemeral + "}}}]}");

        assertThat(said(object, Given.knowing("tuned", false)).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void limitWithoutRequest_countsAsRequest() {
        assertThat(said("{containers: [{name: a, resources: {limits: {memory: 120Gi}}}]}"))
                .containsExactly(LIMITS + "Total memory requested by containers for workload 'w' is higher than the"
                        + " Autopilot maximum of '110Gi'.");
    }

    @Test
    void podYetToBeNamed_hasAnEmptyNameInMessages() {
        var object = value("{apiVersion: v1, kind: Pod, metadata: {generateName: w-}, spec: {containers: [{name: a,"
                + " resources: {requests: {ephemeral-storage: 11Gi}}}]}}");

        assertThat(said(object, TODAY))
                .containsExactly(LIMITS + "Total ephemeral-storage requested by containers for workload '' is higher"
                        + " than the Autopilot maximum of '10Gi'.");
    }

    @Test
    void requiredAntiAffinity_below500m_isRefused() {
        assertThat(said(
                        "{affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname}]}},"
                                + " containers: [{name: a, resources: {requests: {cpu: 250m}}}]}"))
                .containsExactly(
                        LIMITS + "workload 'w' cpu requests '250m' is lower than the Autopilot minimum required"
                                + " of '500m' for using pod anti affinity.");
    }

    @Test
    void gpu_withoutASelector_isRefused() {
        assertThat(said("{containers: [{name: a, resources: {limits: {nvidia.com/gpu: 1}}}]}"))
                .containsExactly("autogke-gpu-limitation: When requesting 'nvidia.com/gpu' resources, you must specify"
                        + " either node selector 'cloud.google.com/gke-accelerator' with accelerator type or node"
                        + " selector 'cloud.google.com/compute-class' with existing custom compute class which has at"
                        + " least one GPU priority rule.");
    }

    @Test
    void gpuToleration_withoutAGpu_isRefused() {
        assertThat(said("{tolerations: [{key: nvidia.com/gpu, operator: Exists}], containers: [{name: a}]}"))
                .containsExactly("autogke-gpu-limitation: The toleration with key 'nvidia.com/gpu' and operator"
                        + " 'Exists' cannot be specified if the pod does not request to use GPU in Autopilot.");
    }

    @Test
    void selector_onAKeyThatIsNotListed_isRefused() {
        assertThat(said("{nodeSelector: {cloud.google.com/gke-nodepool: pool}, containers: []}"))
                .singleElement()
                .asString()
                .startsWith(SELECTORS
                        + "Key 'cloud.google.com/gke-nodepool' is not allowed with node selector; Autopilot only allows"
                        + " labels with keys: cloud.google.com/compute-class,cloud.google.com/machine-family,"
                        + "cloud.google.com/gke-ephemeral-storage-local-ssd,cloud.google.com/gke-spot,"
                        + "cloud.google.com/gke-placement-group,topology.kubernetes.io/region,"
                        + "topology.kubernetes.io/zone,failure-domain.beta.kubernetes.io/region,"
                        + "failure-domain.beta.kubernetes.io/zone,cloud.google.com/gke-os-distribution,"
                        + "kubernetes.io/os,kubernetes.io/arch,cloud.google.com/private-node,sandbox.gke.io/runtime,"
                        + "cloud.google.com/gke-accelerator,");
    }

    @Test
    void affinity_onKeysThatAreNotListed_isOneMessage() {
        assertThat(said("{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:"
                        + " [{matchExpressions: [{key: beta.kubernetes.io/os, operator: In, values: [linux]},"
                        + " {key: type, operator: NotIn, values: [virtual]}, {key: kubernetes.io/os, operator: Exists}]}]},"
                        + " preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference:"
                        + " {matchExpressions: [{key: disk, operator: Exists}]}}]}}, containers: []}"))
                .singleElement()
                .asString()
                .startsWith(SELECTORS
                        + "If not using workload separation, node affinity is not allowed on labels with keys:"
                        + " '[beta.kubernetes.io/os,type]'; Autopilot only allows labels with keys:"
                        + " '[cloud.google.com/compute-class,")
                .endsWith("]'");
    }

    @Test
    void selector_besideACustomClass_hasItsOwnList() {
        var object =
                pod("{nodeSelector: {cloud.google.com/compute-class: tuned, kubernetes.io/os: linux}, containers: []}");

        assertThat(said(object, Given.knowing("tuned", false)))
                .containsExactly(SELECTORS
                        + "Key 'kubernetes.io/os' is not allowed with node selector; Custom Compute Classes can only be"
                        + " used along labels with keys: cloud.google.com/compute-class,topology.kubernetes.io/region,"
                        + "topology.kubernetes.io/zone,failure-domain.beta.kubernetes.io/region,"
                        + "failure-domain.beta.kubernetes.io/zone,cloud.google.com/gke-accelerator-count,"
                        + "cloud.google.com/gke-tpu-topology,cloud.google.com/gke-tpu-accelerator.");
    }

    @Test
    void unknownClass_isRefused_unlessOthersAreAssumed() {
        var object = pod("{nodeSelector: {cloud.google.com/compute-class: fast}, containers: []}");

        assertThat(said(object, TODAY))
                .containsExactly(SELECTORS + "the specified 'cloud.google.com/compute-class:fast' is not supported");
        assertThat(said(object, TODAY.classes(Map.of(), true))).isEmpty();
    }

    @Test
    void machineFamily_needsPerformance() {
        assertThat(said("{nodeSelector: {cloud.google.com/machine-family: c3}, containers: []}"))
                .containsExactly(
                        "autopilot-machine-family-selection-limitation: Pods with node selector or affinity for"
                                + " \"cloud.google.com/machine-family\" must also specify compute class \"Performance\".");
        assertThat(said("{nodeSelector: {cloud.google.com/machine-family: c3,"
                        + " cloud.google.com/compute-class: Performance}, containers: []}"))
                .isEmpty();
    }

    @Test
    void bindings_toEverybody_areRefusedFrom1_32_2On() {
        var binding = value("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: b}
                roleRef: {kind: Role, name: proxier}
                subjects: [{kind: Group, name: 'system:authenticated'}]
                """);
        var older = WardenSettings.of(new ClusterTraits(true, ClusterVersion.of("1.32.2-gke.1182002"), Set.of()));

        assertThat(said(binding, TODAY))
                .containsExactly("rbac-binding-limitation: Binding any Role or ClusterRole to Group"
                        + " \"system:authenticated\" is forbidden.");
        assertThat(said(binding, older)).isEmpty();
    }

    @Test
    void clusterAdmin_forAnybodyUnknown_isRefused() {
        var binding = value("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: b}
                roleRef: {kind: ClusterRole, name: cluster-admin}
                subjects: [{kind: User, name: 'system:anonymous'}, {kind: User, name: me}]
                """);

        assertThat(said(binding, TODAY))
                .containsExactly("rbac-binding-limitation: Binding ClusterRole \"cluster-admin\" to User"
                        + " \"system:anonymous\" is forbidden.");
    }

    @Test
    void everyMessage_saysHowToFixIt() {
        var rows = DataTable.read(Messages.class, "messages.tsv").rows();

        assertThat(rows).hasSizeGreaterThan(20).allSatisfy(row -> {
            assertThat(row.get("constraint")).isNotEmpty();
            assertThat(row.get("text")).isNotEmpty();
            assertThat(row.get("fix")).endsWith(".").doesNotStartWith(" ");
        });
        assertThat(SelectorConstraint.keys()).hasSizeGreaterThan(20).containsEntry("kubernetes.io/arch", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{containers: 5, volumes: x, nodeSelector: [a], affinity: 3, tolerations: {a: b}}",
                "{containers: [7, null, {name: [x], securityContext: 4, ports: 5, resources: {requests: {cpu: many}}}]}",
                "{containers: [{name: a, resources: {requests: {cpu: -1, memory: 1e30}}}]}"
            })
    void wrongTypes_neverBreakTheJudgement(String spec) {
        assertThat(judged(pod(spec))).isNotNull();
    }
}
