package dev.gkelocal.autopilot.core.provisioning.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.provisioning.nodes.NodeOrder.Accelerators;
import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.requirements.Separation;
import dev.gkelocal.autopilot.core.provisioning.resize.ResizableFamily;
import dev.gkelocal.autopilot.core.provisioning.resize.ResizeSettings;
import dev.gkelocal.autopilot.core.provisioning.resize.Resizer;
import dev.gkelocal.autopilot.core.provisioning.shapes.CpuPlatform;
import dev.gkelocal.autopilot.core.provisioning.shapes.GpuType;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTemplateTest {
    private static final String VERSION = "1.36.0-gke.3712000";
    private static final String ZONE = "europe-west1-b";
    private static final NodeRules RULES = NodeRules.autopilot(VERSION);
    private static final long MIB = 1L << 20;

    @Test
    void of_plainMachine_carriesTheLabelsOfRealNodes() {
        var labels = template(order("n2-standard-8")).node().labels();
        assertThat(labels)
                .containsAllEntriesOf(Map.of(
                        "node.kubernetes.io/instance-type", "n2-standard-8",
                        "cloud.google.com/machine-family", "n2",
                        "cloud.google.com/gke-cpu-scaling-level", "8",
                        "cloud.google.com/gke-boot-disk", "pd-balanced",
                        "cloud.google.com/gke-max-pods-per-node", "110",
                        "cloud.google.com/gke-provisioning", "standard",
                        "cloud.google.com/gke-nodepool", "pool-1",
                        "topology.kubernetes.io/region", "europe-west1",
                        "topology.gke.io/zone", ZONE,
                        "kubernetes.io/arch", "amd64"))
                .containsKeys("addon.gke.io/node-local-dns-ds-ready", "failure-domain.beta.kubernetes.io/zone")
                .doesNotContainKeys("kubernetes.io/hostname", GkeLabels.SPOT, GkeLabels.COMPUTE_CLASS, GkeLabels.GPU);
        assertThat(template(order("n2-standard-8")).node().taints()).isEmpty();
    }

    @Test
    void of_spotNodeOfAClass_isTaintedForBoth() {
        var node = template(order("t2d-standard-4").forClass("Scale-Out", true)).node();
        assertThat(node.taints())
                .containsExactlyInAnyOrder(
                        new Taint("cloud.google.com/gke-spot", "true", "NoSchedule"),
                        new Taint("cloud.google.com/compute-class", "Scale-Out", "NoSchedule"));
        assertThat(node.labels())
                .containsEntry("cloud.google.com/gke-spot", "true")
                .containsEntry("cloud.google.com/gke-provisioning", "spot")
                .containsEntry("cloud.google.com/compute-class", "Scale-Out");
    }

    @Test
    void of_separatedWorkload_hasItsTaintsAndLabels() {
        var group =
                new Separation.Group(List.of(new Taint("team", "a", "NoExecute")), new TreeMap<>(Map.of("team", "a")));
        var node = template(order("e2-standard-4").apart(group, NodeOrder.Exclusive.NONE))
                .node();
        assertThat(node.taints()).containsExactly(new Taint("team", "a", "NoExecute"));
        assertThat(node.labels()).containsEntry("team", "a");
    }

    @Test
    void of_sharedGpu_offersPhysicalTimesClients() {
        var shared = new Accelerators("nvidia-l4", 1, new GpuType.Sharing("", 4), "time-sharing", "default", "", "", 0);
        var template = template(order("g2-standard-8").with(shared));
        assertThat(template.node().allocatable().extended()).containsEntry("nvidia.com/gpu", 4L);
        assertThat(template.node().labels())
                .containsEntry("cloud.google.com/gke-accelerator", "nvidia-l4")
                .containsEntry("cloud.google.com/gke-gpu-sharing-strategy", "time-sharing")
                .containsEntry("cloud.google.com/gke-max-shared-clients-per-gpu", "4");
        assertThat(template.node().taints()).contains(new Taint("nvidia.com/gpu", "present", "NoSchedule"));
        assertThat(template.systemPods()).anyMatch(it -> it.owner().equals("DaemonSet/nvidia-gpu-device-plugin"));
    }

    @Test
    void of_performanceClass_hasOnePodSlot() {
        var order = order("c3-standard-8")
                .forClass("Performance", false)
                .apart(NodeOrder.SHARED, new NodeOrder.Exclusive("", "any"))
                .with(NodeOrder.Disk.LARGE);
        var node = template(order).node();
        assertThat(node.allocatable().extended()).containsEntry("cloud.google.com/pod-slots", 1L);
        assertThat(node.labels()).containsEntry("cloud.google.com/pod-isolation", "any");
    }

    @Test
    void of_armMachine_keepsOtherArchitecturesAway() {
        var node = template(order("c4a-standard-4")).node();
        assertThat(node.labels()).containsEntry("kubernetes.io/arch", "arm64");
        assertThat(node.taints()).contains(new Taint("kubernetes.io/arch", "arm64", "NoSchedule"));
    }

    @Test
    void of_minimumPlatform_satisfiesItAndOlderOnes() {
        var skylake = MachineCatalogue.bundled().platform("Intel Skylake").orElseThrow();
        var labels = template(order("n1-standard-4").with(skylake)).node().labels();
        assertThat(labels)
                .containsEntry("cloud.google.com/requested-min-cpu-platform", "Intel_Skylake")
                .containsEntry("supported-cpu-platform.cloud.google.com/Intel_Skylake", "true")
                .containsEntry("supported-cpu-platform.cloud.google.com/Intel_Haswell", "true");
        assertThat(template(order("n1-standard-4").with(CpuPlatform.ANY)).node().labels())
                .doesNotContainKey("supported-cpu-platform.cloud.google.com/Intel_Skylake");
    }

    @Test
    void of_sharedCoreMachine_has940m() {
        assertThat(template(order("e2-medium")).node().allocatable().milliCpu()).isEqualTo(940);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ek-standard-16", "ek-standard-32"})
    void of_resizableMachine_advertisesItsFullSizeBesidesTheBuffer(String name) {
        var machine = MachineCatalogue.bundled().machineType(name).orElseThrow();
        var settings = ResizeSettings.FINE;
        var resizer = new Resizer(
                machine, ResizableFamily.bundled("ek").orElseThrow(), settings, Resizer.NodeFacts.autopilot(VERSION));
        var advertised = template(order(name)).node().allocatable();
        var full = resizer.toAllocatable(resizer.full());
        assertThat(full.milliCpu() + settings.buffer().milliCpu()).isEqualTo(advertised.milliCpu());
        assertThat(full.memoryKib() + settings.buffer().memoryKib()).isEqualTo(advertised.memoryBytes() / 1024);
    }

    @Test
    void free_systemPods_takeTheirShare() {
        var template = template(order("e2-standard-8"));
        var bare = NodeTemplate.of(order("e2-standard-8"), "pool-1", RULES.with(SystemPods.NONE));
        var taken = bare.free().milliCpu() - template.free().milliCpu();
        assertThat(taken).isBetween(300L, 600L);
        assertThat((bare.free().memoryBytes() - template.free().memoryBytes()) / MIB)
                .isBetween(700L, 1200L);
        assertThat(template.freeSlots()).isEqualTo(110 - template.systemPods().size());
    }

    @Test
    void of_everyMachineTypeInEveryClass_makesANode() {
        for (var type : MachineCatalogue.bundled().machineTypes()) {
            var template = template(NodeOrder.of(type, ZONE).forClass("Performance", true));
            var has = template.node().allocatable();
            assertThat(has.milliCpu()).as(type.name()).isBetween(1L, type.vcpus() * 2000L);
            assertThat(has.memoryBytes()).as(type.name()).isLessThan(type.memoryBytes());
            assertThat(template.node().labels().get("cloud.google.com/gke-boot-disk"))
                    .as(type.name())
                    .isNotEmpty();
            assertThat(template.free().milliCpu()).isLessThan(has.milliCpu());
        }
    }

    @Test
    void unbound_pluginsOfAccelerators_askForTheirNodes() {
        assertThat(SystemPods.assumed().unbound())
                .allMatch(it -> !it.isBound())
                .filteredOn(it -> !it.nodeAffinity().required().isEmpty())
                .extracting(it -> it.owner())
                .containsExactlyInAnyOrder("DaemonSet/nvidia-gpu-device-plugin", "DaemonSet/tpu-device-plugin");
    }

    @Test
    void systemPods_everyRow_isNamedAndAsksForSomething() {
        assertThat(SystemPods.assumed().daemons())
                .allMatch(it -> it.requests().milliCpu() > 0 && it.requests().memoryBytes() > 0)
                .extracting(SystemPods.Daemon::name)
                .doesNotHaveDuplicates()
                .contains("anetd", "gke-metadata-server", "node-local-dns")
                .doesNotContain("kube-proxy");
    }

    @Test
    void of_unknownGpu_isRefused() {
        var order = order("n1-standard-8").with(Accelerators.gpus("nvidia-none", 1));
        assertThatThrownBy(() -> template(order)).isInstanceOf(IllegalArgumentException.class);
    }

    private static NodeOrder order(String machineType) {
        return NodeOrder.of(MachineCatalogue.bundled().machineType(machineType).orElseThrow(), ZONE);
    }

    private static NodeTemplate template(NodeOrder order) {
        return NodeTemplate.of(order, "pool-1", RULES);
    }
}
