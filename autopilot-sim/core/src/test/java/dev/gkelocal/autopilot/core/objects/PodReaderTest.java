package dev.gkelocal.autopilot.core.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.TestYaml;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PodReaderTest {
    private static final long MI = 1 << 20;

    private static Pod read(String yaml) {
        return new PodReader().read(TestYaml.value(yaml));
    }

    @Test
    void requests_ofAppContainers_addUp() {
        var pod = read("""
                metadata: {name: web, namespace: shop, labels: {app: web}}
                spec:
                  containers:
                  - resources: {requests: {cpu: 250m, memory: 128Mi}}
                  - resources: {requests: {cpu: "1", ephemeral-storage: 1Gi}, limits: {nvidia.com/gpu: 2}}
                """);
        assertThat(pod.requests()).isEqualTo(new Resources(1250, 128 * MI, 1 << 30, Map.of("nvidia.com/gpu", 2L)));
        assertThat(pod.key()).isEqualTo("shop/web");
        assertThat(pod.labels()).containsEntry("app", "web");
    }

    @Test
    void requests_whereOnlyLimitsStand_areTheLimits() {
        assertThat(read("spec: {containers: [{resources: {limits: {cpu: 2, memory: 1Gi}}}]}")
                        .requests())
                .isEqualTo(Resources.of(2000, 1024 * MI));
    }

    @Test
    void requests_ofInitContainer_countWhereLargerThanTheSum() {
        var pod = read("""
                spec:
                  initContainers:
                  - resources: {requests: {cpu: 2, memory: 10Mi}}
                  containers:
                  - resources: {requests: {cpu: 500m, memory: 100Mi}}
                """);
        assertThat(pod.requests()).isEqualTo(Resources.of(2000, 100 * MI));
    }

    @Test
    void requests_ofSidecars_countWithTheAppAndWithLaterInitContainersOnly() {
        var pod = read("""
                spec:
                  initContainers:
                  - resources: {requests: {cpu: 900m}}
                  - restartPolicy: Always
                    resources: {requests: {cpu: 200m}}
                  - resources: {requests: {cpu: 1}}
                  containers:
                  - resources: {requests: {cpu: 700m}}
                """);
        assertThat(pod.requests().milliCpu()).isEqualTo(1200);
    }

    @Test
    void requests_atPodLevel_replaceTheSumAndOverheadComesOnTop() {
        var pod = read("""
                spec:
                  resources: {requests: {cpu: 3}, limits: {memory: 1Gi}}
                  overhead: {cpu: 100m, memory: 20Mi}
                  containers:
                  - resources: {requests: {cpu: 500m, memory: 100Mi}}
                """);
        assertThat(pod.requests()).isEqualTo(Resources.of(3100, 120 * MI));
    }

    @Test
    void requests_thatAreAbsurd_neitherFailNorTurnNegative() {
        var pod = read("""
                spec:
                  containers:
                  - resources: {requests: {cpu: 1e30, memory: -1}}
                  - resources: {requests: {cpu: 1e30, memory: lots}}
                """);
        assertThat(pod.requests().milliCpu()).isEqualTo(Long.MAX_VALUE);
        assertThat(pod.requests().memoryBytes()).isZero();
    }

    @Test
    void rules_ofPlacement_areReadWithTheirDefaults() {
        var pod = read("""
                spec:
                  nodeSelector: {disk: ssd}
                  tolerations: [{key: a, operator: Exists}, {key: b, value: c, effect: NoSchedule}]
                  schedulingGates: [{name: quota}]
                  affinity:
                    nodeAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                        nodeSelectorTerms: [{matchExpressions: [{key: zone, operator: In, values: [x, y]}]}]
                    podAntiAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                      - {topologyKey: host, labelSelector: {matchLabels: {app: web}}, namespaces: [n], namespaceSelector: {}}
                  topologySpreadConstraints:
                  - {topologyKey: zone, maxSkew: 2, whenUnsatisfiable: ScheduleAnyway, matchLabelKeys: [hash]}
                """);
        assertThat(pod.nodeSelector()).containsEntry("disk", "ssd");
        assertThat(pod.tolerations())
                .containsExactly(new Toleration("a", true, "", ""), new Toleration("b", false, "c", "NoSchedule"));
        assertThat(pod.gates()).containsExactly("quota");
        assertThat(pod.nodeAffinity().required().getFirst().labels())
                .containsExactly(new Requirement("zone", Requirement.Operator.IN, List.of("x", "y")));
        assertThat(pod.antiAffinity().required())
                .containsExactly(new PodAffinity.Term(
                        "host",
                        LabelSelector.of(Map.of("app", "web")),
                        Set.of("n"),
                        LabelSelector.EVERYTHING,
                        List.of(),
                        List.of()));
        assertThat(pod.spread())
                .containsExactly(
                        new SpreadConstraint("zone", 2, false, LabelSelector.NOTHING, 1, true, false, List.of("hash")));
    }

    @Test
    void hostPorts_ofHostNetworkPod_areItsContainerPorts() {
        var pod = read("spec: {hostNetwork: true, containers: [{ports: [{containerPort: 80, protocol: UDP}]}]}");
        assertThat(pod.hostPorts()).containsExactly(new Pod.HostPort("", "UDP", 80));
        assertThat(read("spec: {containers: [{ports: [{containerPort: 80}]}]}").hostPorts())
                .isEmpty();
    }

    @Test
    void priority_comesFromTheClassUnlessAdmissionWroteIt() {
        var reader = new PodReader(
                List.of(new PriorityClass("batch", -5, false, false), new PriorityClass("usual", 7, true, true)));
        var batch = reader.read(TestYaml.value("spec: {priorityClassName: batch}"));
        assertThat(batch.priority()).isEqualTo(-5);
        assertThat(batch.preempts()).isFalse();
        assertThat(reader.read(TestYaml.value("spec: {}")).priority()).isEqualTo(7);
        assertThat(reader.read(TestYaml.value("spec: {priority: 9}")).priority())
                .isEqualTo(9);
        assertThat(read("spec: {priorityClassName: system-node-critical}").priority())
                .isEqualTo(2_000_001_000);
    }

    @Test
    void pod_ofWrongTypesEverywhere_readsAsEmpty() {
        var pod = read("{metadata: [1], spec: {containers: {a: 1}, affinity: 3, tolerations: x, nodeSelector: []}}");
        assertThat(pod.requests()).isEqualTo(Resources.NONE);
        assertThat(pod.tolerations()).isEmpty();
    }

    @Test
    void node_withoutAllocatable_offersItsCapacity() {
        var node = NodeReader.read(TestYaml.value("""
                metadata: {name: n1, labels: {kubernetes.io/hostname: n1}}
                spec: {unschedulable: true, taints: [{key: k, value: v, effect: NoExecute}]}
                status: {capacity: {cpu: "4", memory: 16Gi, pods: "32", nvidia.com/gpu: 1}}
                """));
        assertThat(node.allocatable()).isEqualTo(new Resources(4000, 16 * 1024 * MI, 0, Map.of("nvidia.com/gpu", 1L)));
        assertThat(node.maxPods()).isEqualTo(32);
        assertThat(node.unschedulable()).isTrue();
        assertThat(node.taints()).containsExactly(new Taint("k", "v", "NoExecute"));
    }
}
