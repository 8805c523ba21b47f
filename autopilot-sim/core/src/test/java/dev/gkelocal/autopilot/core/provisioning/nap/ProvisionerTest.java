package dev.gkelocal.autopilot.core.provisioning.nap;

import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.GIB;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.empty;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.facts;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.outOf;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.pod;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.pods;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import dev.gkelocal.autopilot.core.objects.Toleration;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeGroup;
import dev.gkelocal.autopilot.core.provisioning.resize.Resizer;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProvisionerTest {
    private static Provisioning plan(NapFacts facts, List<Pod> pods) {
        return Provisioner.autopilot().plan(pods, empty(), facts);
    }

    private static String family(Provisioning result) {
        return result.plans().getFirst().pool().group().node().family();
    }

    private static List<String> reasons(Provisioning result) {
        return result.refused().getFirst().reasons().stream().map(Reason::id).toList();
    }

    @Test
    void usualPod_getsAResizableNode_thatStartsSmall() {
        var result = plan(facts(), pods(1, pod("web", 500, 2)));
        assertThat(result.plans()).hasSize(1);
        var pool = result.plans().getFirst().pool();
        assertThat(pool.group().node().machineType()).startsWith("ek-standard-");
        var vm = result.plans().getFirst().nodes().getFirst().vm().orElseThrow();
        assertThat(vm.milliCpu()).isLessThan(pool.group().node().milliCpu());
        assertThat(result.events()).singleElement().satisfies(event -> {
            assertThat(event.reason()).isEqualTo("TriggeredScaleUp");
            assertThat(event.message())
                    .startsWith(
                            "pod triggered scale-up: [{https://www.googleapis.com/compute/v1/projects/demo/zones/us-central1-a/instanceGroups/gk3-shop-nap-")
                    .endsWith("-grp 0->1 (max: 1000)}]");
        });
    }

    @Test
    void plan_holdsEveryPod_andLeavesTheSnapshotAlone() {
        var snapshot = empty();
        var result = Provisioner.autopilot().plan(pods(40, pod("web", 1500, 6)), snapshot, facts());
        assertThat(result.plans().stream()
                        .flatMap(it -> it.nodes().stream())
                        .mapToInt(it -> it.pods().size())
                        .sum())
                .isEqualTo(40);
        assertThat(result.plans().getFirst().choice().ranked()).isNotEmpty();
        assertThat(snapshot.nodes()).isEmpty();
        assertThat(snapshot.podCount()).isZero();
    }

    @Test
    void spotPod_getsSpotE2_withItsTaint() {
        var spot = selecting(pod("web", 500, 2), Map.of("cloud.google.com/gke-spot", "true"));
        var result = plan(facts(), pods(1, spot));
        assertThat(family(result)).isEqualTo("e2");
        assertThat(result.plans().getFirst().pool().template().taints())
                .extracting(it -> it.key())
                .containsExactly("cloud.google.com/gke-spot");
        assertThat(result.plans().getFirst().nodes().getFirst().vm()).isEmpty();
    }

    /** Guests of shared-core machines see two vCPUs, of which 1060m are kept (autopilot sheet 3.1). */
    @Test
    void smallSpotPod_canGetASharedCoreMachine() {
        var spot = selecting(
                pod("web", 100, 1),
                Map.of("cloud.google.com/gke-spot", "true", "node.kubernetes.io/instance-type", "e2-medium"));
        var template = plan(facts(), pods(1, spot)).plans().getFirst().pool().template();
        assertThat(template.allocatable().milliCpu()).isEqualTo(940);
        assertThat(template.labels()).containsEntry("node.kubernetes.io/instance-type", "e2-medium");
    }

    @Test
    void nodesOfFamiliesWithoutPersistentDisks_areLabelledWithTheirOwn() {
        var result = plan(outOf(facts(), "ek", "e2"), pods(1, pod("web", 500, 2)));
        assertThat(family(result)).isEqualTo("n4");
        assertThat(result.plans().getFirst().pool().template().labels())
                .containsEntry("cloud.google.com/gke-boot-disk", "hyperdisk-balanced");
    }

    @Test
    void provisioner_thatIsAskedAgain_answersTheSame() {
        var provisioner = Provisioner.autopilot();
        var first = provisioner.plan(pods(7, pod("web", 1500, 6)), empty(), facts());
        var other = provisioner.plan(pods(2, pod("web", 500, 2)), empty(), outOf(facts(), "ek"));
        assertThat(provisioner.plan(pods(7, pod("web", 1500, 6)), empty(), facts()))
                .isEqualTo(first);
        assertThat(family(other)).isEqualTo("e2");
    }

    @Test
    void stockOut_fallsBackInTheOrderOfFamilies_andSaysSo() {
        var result = plan(outOf(facts(), "ek", "e2", "n4"), pods(2, pod("web", 500, 2)));
        assertThat(family(result)).isEqualTo("n4d");
        assertThat(result.plans().getFirst().tier()).isEqualTo("fallback to n4d");
        assertThat(result.failures())
                .extracting(Provisioning.Failure::error)
                .containsOnly(Provisioning.Error.OUT_OF_RESOURCES);
        assertThat(result.events())
                .filteredOn(it -> it.reason().equals("FailedScaleUp"))
                .extracting(Provisioning.PodEvent::message)
                .contains(
                        "Node scale up in zones us-central1-a, us-central1-b, us-central1-c associated with this pod failed: GCE out of resources. Pod is at risk of not being scheduled.");
    }

    @Test
    void quota_thatIsUsedUp_failsTheScaleUp() {
        var result = plan(Clusters.quota(facts(), 1), pods(1, pod("web", 3000, 8)));
        assertThat(result.plans()).isEmpty();
        assertThat(result.failures().getFirst().error().id()).isEqualTo("scale.up.error.quota.exceeded");
        assertThat(result.events().getFirst().message()).contains("GCE quota exceeded");
    }

    @Test
    void podLargerThanAnyMachine_isRefused_byResources() {
        var result = plan(facts(), pods(1, pod("huge", 400_000, 10)));
        assertThat(reasons(result)).contains("no.scale.up.nap.pod.zonal.resources.exceeded");
        assertThat(result.events().getFirst().reason()).isEqualTo("NotTriggerScaleUp");
        assertThat(result.events().getFirst().message()).isEqualTo("pod didn't trigger scale-up: ");
    }

    @Test
    void podForAnotherZone_isRefused_byPredicates() {
        var elsewhere = pod("web", 500, 2)
                .change()
                .nodeSelector(Map.of(Node.ZONE, "europe-west1-b"))
                .build();
        assertThat(reasons(plan(facts(), pods(1, elsewhere)))).contains("no.scale.up.nap.pod.zonal.failing.predicates");
    }

    @Test
    void selectorWithoutToleration_neverSchedules() {
        var apart =
                pod("web", 500, 2).change().nodeSelector(Map.of("team", "red")).build();
        var result = plan(facts(), pods(1, apart));
        assertThat(reasons(result)).contains("no.scale.up.nap.pod.workload.separation.invalid");
        assertThat(result.refused().getFirst().reasons().getFirst().message())
                .isEqualTo("pod requests an unknown label without a matching toleration: team");
    }

    /** Section 8, entry 20: workloads of different identities never share nodes. */
    @Test
    void separatedWorkloads_getNodesOfTheirOwn() {
        var red = selecting(pod("red", 500, 2), Map.of("team", "red"));
        var blue = selecting(pod("blue", 500, 2), Map.of("team", "blue"));
        var result = plan(facts(), List.of(red, blue, pod("web", 500, 2)));
        assertThat(result.plans()).hasSize(3);
        assertThat(result.plans().getFirst().pool().group().node().separation()).isEqualTo("NoSchedule:team:red");
        assertThat(result.plans().getFirst().pool().template().labels()).containsEntry("team", "red");
    }

    @Test
    void performance_withoutFamily_isRefused_inTheAutoscalersWords() {
        var fast = selecting(pod("fast", 4000, 16), Map.of("cloud.google.com/compute-class", "Performance"));
        var result = plan(facts(), pods(1, fast));
        assertThat(reasons(result)).containsExactly("no.scale.up.nap.pod.compute.class.without.machine.family");
        assertThat(result.refused().getFirst().reasons().getFirst().message())
                .isEqualTo("compute class \"Performance\" cannot be specified without machine family");
    }

    @Test
    void performance_getsTheSmallestMachine_forOnePodEach() {
        var base = pod("fast", 5000, 10);
        var slots = new Resources(5000, 10 * GIB, GIB, Map.of("cloud.google.com/pod-slots", 1L));
        var fast = selecting(
                        base.change().requests(slots).build(), Map.of("cloud.google.com/compute-class", "Performance"))
                .change()
                .nodeSelector(Map.of(
                        "cloud.google.com/compute-class", "Performance", "cloud.google.com/machine-family", "c3"))
                .build();
        var result = plan(facts(), pods(3, fast));
        var plan = result.plans().getFirst();
        assertThat(plan.pool().group().node().machineType()).isEqualTo("c3-highcpu-8");
        assertThat(plan.nodes()).hasSize(3);
    }

    @Test
    void gpus_areRaisedToACountThatExists() {
        var requests = new Resources(2000, 8 * GIB, GIB, Map.of("nvidia.com/gpu", 3L));
        var gpu = pod("train", 0, 0)
                .change()
                .requests(requests)
                .nodeSelector(Map.of("cloud.google.com/gke-accelerator", "nvidia-l4"))
                .tolerations(List.of(new Toleration("nvidia.com/gpu", true, "", "")))
                .build();
        var plan = plan(facts(), pods(1, gpu)).plans().getFirst();
        assertThat(plan.pool().group().node().machineType()).isEqualTo("g2-standard-48");
        assertThat(plan.pool().template().labels()).containsEntry("cloud.google.com/gke-accelerator-count", "4");
        assertThat(plan.pool().template().allocatable().extended()).containsEntry("nvidia.com/gpu", 4L);
    }

    @Test
    void gpus_withoutATypeOrTooMany_areRefused() {
        var any = pod("train", 0, 0)
                .change()
                .requests(new Resources(1000, GIB, 0, Map.of("nvidia.com/gpu", 1L)))
                .build();
        assertThat(reasons(plan(facts(), pods(1, any)))).contains("no.scale.up.nap.pod.gpu.no.limit.defined");
        var many = any.change()
                .requests(new Resources(1000, GIB, 0, Map.of("nvidia.com/gpu", 9L)))
                .nodeSelector(Map.of("cloud.google.com/gke-accelerator", "nvidia-l4"))
                .build();
        assertThat(reasons(plan(facts(), pods(1, many)))).contains("no.scale.up.nap.pod.gpu.request.invalid");
    }

    @Test
    void hardSpreadOverZones_getsNodesInEachZone() {
        var spread = new SpreadConstraint(Node.ZONE, 1, true, LabelSelector.of(Map.of("app", "web")));
        var web = pod("web", 500, 2)
                .change()
                .labels(Map.of("app", "web"))
                .spread(List.of(spread))
                .build();
        var result = plan(facts(), pods(6, web));
        assertThat(result.refused()).isEmpty();
        assertThat(result.plans())
                .extracting(it -> it.pool().zone())
                .contains("us-central1-a", "us-central1-b", "us-central1-c");
    }

    @Test
    void existingGroup_growsBeforeAnotherIsMade() {
        var first =
                plan(facts(), pods(1, pod("web", 500, 2))).plans().getFirst().pool();
        var group = first.group();
        var grown = new Pool(
                new NodeGroup(group.name(), group.pool(), group.node(), 1, 1000, NodeGroup.Origin.AUTO_PROVISIONED),
                first.zone(),
                first.template(),
                first.daemons(),
                first.bootDiskGib());
        var result = plan(Clusters.pools(facts(), List.of(grown), Set.of()), pods(1, pod("web", 500, 2)));
        assertThat(result.plans().getFirst().pool().group().name()).isEqualTo(group.name());
        assertThat(result.plans().getFirst().after()).isEqualTo(2);
        assertThat(result.events().getFirst().message()).contains(" 1->2 (max: 1000)");
    }

    @Test
    void groupsThatFailed_areLeftAlone() {
        var failed =
                plan(outOf(facts(), "ek", "e2"), pods(1, pod("web", 500, 2))).failures();
        var names = new java.util.HashSet<String>();
        failed.forEach(it -> names.add(it.pool().group().name()));
        var again = plan(Clusters.pools(outOf(facts(), "ek", "e2"), List.of(), names), pods(1, pod("web", 500, 2)));
        assertThat(again.failures()).extracting(it -> it.pool().group().name()).doesNotContainAnyElementsOf(names);
    }

    /** Section 8, entry 14: a node that can be resized grows before a new one comes. */
    @Test
    void resizableNode_growsInPlace_beforeANewOneComes() {
        var pool = plan(facts(), pods(1, pod("web", 500, 2))).plans().getFirst().pool();
        var template = pool.template();
        var small = new Size(2000, 4L << 20);
        var snapshot = empty();
        snapshot.addNode(new Node("gk3-a", template.labels(), template.taints(), template.allocatable(), 110, false));
        var balloon = Pod.of(
                        "kube-system",
                        "gke-system-balloon-pod-gk3-a",
                        Resizer.balloon(template.allocatable(), new Size(1500, 2L << 20)))
                .change()
                .nodeName("gk3-a")
                .build();
        snapshot.addPod(balloon);
        var machine = pool.group().node().machineType();
        var facts = Clusters.resizable(facts(), new NapFacts.Resizable("gk3-a", machine, small));
        var result = Provisioner.autopilot().plan(pods(2, pod("web", 1500, 4)), snapshot, facts);
        assertThat(result.plans()).isEmpty();
        assertThat(result.upsizings()).singleElement().satisfies(it -> {
            assertThat(it.pods()).hasSize(2);
            assertThat(it.to().isLargerThan(small)).isTrue();
        });
        assertThat(snapshot.pod(balloon.uid())).contains(balloon);
    }

    /** The balloon counts among the Pods that a node may run, however small it gets. */
    @Test
    void resizableNode_withRoomButFullOfPods_doesNotGrowInVain_andANewOneComes() {
        var pool = plan(facts(), pods(1, pod("web", 500, 2))).plans().getFirst().pool();
        var template = pool.template();
        var small = new Size(2000, 4L << 20);
        var snapshot = empty();
        snapshot.addNode(new Node("gk3-a", template.labels(), template.taints(), template.allocatable(), 2, false));
        snapshot.addPod(Pod.of(
                        "kube-system",
                        "gke-system-balloon-pod-gk3-a",
                        Resizer.balloon(template.allocatable(), new Size(1500, 2L << 20)))
                .change()
                .nodeName("gk3-a")
                .build());
        snapshot.addPod(pod("there", 500, 1).change().nodeName("gk3-a").build());
        var facts = Clusters.resizable(
                facts(), new NapFacts.Resizable("gk3-a", pool.group().node().machineType(), small));
        var result = Provisioner.autopilot().plan(pods(1, pod("web", 500, 1)), snapshot, facts);
        assertThat(result.upsizings()).isEmpty();
        assertThat(result.plans()).hasSize(1);
    }

    /** Section 8, entry 16: Pods of negative priority bring nodes too. */
    @Test
    void balloonDeployment_bringsNodes() {
        var headroom = pod("balloon", 1000, 4).change().priority(-10).build();
        assertThat(plan(facts(), pods(2, headroom)).plans()).isNotEmpty();
    }

    @Test
    void nodeGroups_areLimited() {
        var settings = new NapSettings(
                NapSettings.AUTOPILOT.machines(), NapSettings.AUTOPILOT.expander(), 0, 250, 400, false, 2560, 100);
        var provisioner = new Provisioner(
                dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue.bundled(),
                dev.gkelocal.autopilot.core.provisioning.choice.ListPrices.autopilot(),
                settings);
        var result = provisioner.plan(pods(1, pod("web", 500, 2)), empty(), facts());
        assertThat(reasons(result)).contains("no.scale.up.nap.node.groups.limit.reached");
    }

    @Test
    void bootDisk_isTrimmedToWhatPodsNeed() {
        var pool = plan(facts(), pods(1, pod("web", 500, 2))).plans().getFirst().pool();
        assertThat(pool.bootDiskGib()).isEqualTo(100);
        assertThat(pool.template().allocatable().ephemeralBytes()).isGreaterThan(GIB);
    }
}
