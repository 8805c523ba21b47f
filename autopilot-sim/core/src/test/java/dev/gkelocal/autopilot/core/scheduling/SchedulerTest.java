package dev.gkelocal.autopilot.core.scheduling;

import static dev.gkelocal.autopilot.core.scheduling.Fixtures.bound;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.cluster;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.copies;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.labelled;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.node;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.pod;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.preferred;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.ranked;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.NodeAffinity;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Requirement;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import dev.gkelocal.autopilot.core.objects.Taint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static final Taint BATCH = new Taint("batch", "yes", "NoSchedule");

    private static Outcome place(ClusterSnapshot snapshot, Pod pod) {
        return new Scheduler().place(List.of(pod), snapshot).getFirst();
    }

    private static String nodeOf(ClusterSnapshot snapshot, Pod pod) {
        return place(snapshot, pod) instanceof Outcome.Placed placed ? placed.node() : "none";
    }

    private static String message(ClusterSnapshot snapshot, Pod pod) {
        return place(snapshot, pod) instanceof Outcome.Unschedulable refused ? refused.message() : "placed";
    }

    @Test
    void message_ofMixedReasons_isKubeSchedulers() {
        var snapshot = cluster(
                List.of(node("a"), node("b"), node("c", "", BATCH), node("d", "", BATCH), node("e", "", BATCH)),
                bound(pod("x", 3000, 10), "a"),
                bound(pod("y", 3000, 10), "b"));
        assertThat(message(snapshot, pod("p", 2000, 10)))
                .isEqualTo("0/5 nodes are available: 2 Insufficient cpu, 3 node(s) had untolerated taint {batch: yes}."
                        + " preemption: 0/5 nodes are available: 2 No preemption victims found for incoming pod,"
                        + " 3 Preemption is not helpful for scheduling.");
    }

    @Test
    void message_ofRecentVersion_addsTaintsUpAndMentionsClaims() {
        var snapshot = cluster(List.of(node("a", "", BATCH), node("b", "", new Taint("gpu", "no", "NoExecute"))));
        var scheduler = new Scheduler(Profile.DEFAULT, List.of(), Wording.RECENT);
        var outcome = scheduler.place(List.of(pod("p", 1, 1)), snapshot).getFirst();
        assertThat(((Outcome.Unschedulable) outcome).message())
                .isEqualTo("0/2 nodes are available: 2 node(s) had untolerated taint(s)."
                        + " no new claims to deallocate, preemption: 0/2 nodes are available:"
                        + " 2 Preemption is not helpful for scheduling.");
    }

    @Test
    void ranking_ofNodes_showsScoresOfTheBestFirstAndWhyOthersRefuse() {
        var snapshot = cluster(
                List.of(node("full"), node("half"), node("free")),
                bound(pod("x", 4000, 10), "full"),
                bound(pod("y", 2000, 8192), "half"));
        var pod = pod("p", 1000, 4096);
        var ranking = new Scheduler().rank(pod, snapshot);
        assertThat(ranking.nodes()).extracting(Ranking.Entry::node).containsExactly("free", "half", "full");
        assertThat(ranking.nodes().getFirst().scores())
                .containsEntry("NodeResourcesFit", 75L)
                .containsEntry("NodeResourcesBalancedAllocation", 100L)
                .containsEntry("TaintToleration", 300L);
        assertThat(ranking.nodes().get(1).scores()).containsEntry("NodeResourcesFit", 25L);
        assertThat(ranking.nodes().getLast().verdict())
                .isEqualTo(new Verdict.Rejection(Filter.NODE_RESOURCES_FIT, List.of("Insufficient cpu"), true));
        var placed = (Outcome.Placed) place(snapshot, pod);
        assertThat(placed.score()).isEqualTo(ranking.nodes().getFirst().total());
    }

    @Test
    void message_ofTooLargePod_namesEveryShortageAndNoPreemption() {
        assertThat(message(cluster(List.of(node("a"))), pod("p", 8000, 32_000)))
                .isEqualTo("0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory."
                        + " preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.");
    }

    @Test
    void message_withoutNodes_saysSo() {
        assertThat(message(new ClusterSnapshot(), pod("p", 1, 1))).isEqualTo("no nodes available to schedule pods");
    }

    @Test
    void message_ofPodThatNeverPreempts_saysSo() {
        var polite = pod("p", 5000, 10).change().preempts(false).build();
        assertThat(message(cluster(List.of(node("a"))), polite))
                .endsWith(" preemption: not eligible due to preemptionPolicy=Never.");
    }

    @Test
    void gatedPod_whateverRoom_isNotLookedAt() {
        var gated = pod("p", 1, 1).change().gates(List.of("quota")).build();
        assertThat(place(cluster(List.of(node("a"))), gated))
                .isEqualTo(new Outcome.Gated(gated, "Scheduling is blocked due to non-empty scheduling gates"));
    }

    @Test
    void queue_ofSeveralPriorities_isServedFromTheHighestThenTheOldest() {
        var outcomes = new Scheduler()
                .place(
                        List.of(ranked("low", 100, 1, 1), ranked("young", 100, 5, 9), ranked("old", 100, 5, 2)),
                        cluster(List.of(node("a"))));
        assertThat(outcomes).extracting(it -> it.pod().name()).containsExactly("old", "young", "low");
    }

    @Test
    void node_chosenByDefault_isTheEmptiest() {
        var snapshot = cluster(List.of(node("a"), node("b")), bound(pod("x", 1000, 1000), "a"));
        assertThat(nodeOf(snapshot, pod("p", 100, 400))).isEqualTo("b");
    }

    @Test
    void node_chosenForUtilisation_isTheFullest() {
        var snapshot = cluster(List.of(node("a"), node("b")), bound(pod("x", 1000, 4000), "b"));
        var outcome = new Scheduler(Profile.OPTIMIZE_UTILIZATION, List.of())
                .place(List.of(pod("p", 100, 400)), snapshot)
                .getFirst();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Placed.class, it -> assertThat(it.node()).isEqualTo("b"));
    }

    @Test
    void scores_ofPodsWithoutRequests_assumeSome() {
        var snapshot = cluster(List.of(node("a"), node("b")), bound(pod("x", 0, 0), "a"));
        assertThat(nodeOf(snapshot, pod("p", 0, 0))).isEqualTo("b");
    }

    @Test
    void node_withSoftTaint_isAvoided() {
        var soft = new Taint("k", "v", "PreferNoSchedule");
        assertThat(nodeOf(cluster(List.of(node("a", "", soft), node("b"))), pod("p", 1, 1)))
                .isEqualTo("b");
    }

    @Test
    void node_preferredByItsLabels_wins() {
        var preference = new NodeAffinity.Preferred(
                10,
                new NodeAffinity.Term(
                        List.of(new Requirement(Node.ZONE, Requirement.Operator.IN, List.of("z2"))), List.of()));
        var pod = pod("p", 1, 1)
                .change()
                .nodeAffinity(new NodeAffinity(List.of(), List.of(preference)))
                .build();
        assertThat(nodeOf(cluster(List.of(node("a", "z1"), node("b", "z2"))), pod))
                .isEqualTo("b");
    }

    @Test
    void node_preferredByPodsThere_winsBothWays() {
        var nodes = List.of(node("a"), node("b"));
        var wantsWeb = labelled("p", "job")
                .change()
                .affinity(preferred(Node.HOSTNAME, "web", 50))
                .build();
        assertThat(nodeOf(cluster(nodes, bound(labelled("x", "web"), "b")), wantsWeb))
                .isEqualTo("b");
        var wantedByJob = labelled("x", "job")
                .change()
                .affinity(preferred(Node.HOSTNAME, "web", 50))
                .build();
        assertThat(nodeOf(cluster(nodes, bound(wantedByJob, "b")), labelled("p", "web")))
                .isEqualTo("b");
        var hatesJob = labelled("x", "job")
                .change()
                .antiAffinity(preferred(Node.HOSTNAME, "web", 50))
                .build();
        assertThat(nodeOf(cluster(nodes, bound(hatesJob, "a")), labelled("p", "web")))
                .isEqualTo("b");
    }

    @Test
    void replicas_ofOneOwnerWithoutConstraints_spreadOverZones() {
        var replica = pod("p", 0, 0).change().owner("ReplicaSet/web").build();
        var snapshot = cluster(List.of(node("a", "z1"), node("b", "z1"), node("c", "z2"), node("d", "z2")));
        var outcomes = new Scheduler().place(copies(replica, 4), snapshot);
        assertThat(outcomes)
                .extracting(it -> ((Outcome.Placed) it).node())
                .containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void softSpread_overZones_isPreferred() {
        var constraint = new SpreadConstraint(Node.ZONE, 1, false, LabelSelector.of(Map.of("app", "web")));
        var pod = labelled("p", "web").change().spread(List.of(constraint)).build();
        var snapshot = cluster(List.of(node("a", "z1"), node("b", "z2")), bound(labelled("x", "web"), "a"));
        assertThat(nodeOf(snapshot, pod)).isEqualTo("b");
    }

    @Test
    void firstOfSelfAffineGroup_withoutFriends_mayStart() {
        var group = labelled("p", "web")
                .change()
                .affinity(required(Node.ZONE, "web"))
                .build();
        var snapshot = cluster(List.of(node("a", "z1"), node("b", "z2")));
        var zones = new Scheduler()
                .place(copies(group, 6), snapshot).stream()
                        .map(it -> ((Outcome.Placed) it).node())
                        .distinct();
        assertThat(zones).containsExactly("a");
    }

    @Test
    void hostPort_inUse_isRefused() {
        var web = pod("p", 1, 1)
                .change()
                .hostPorts(List.of(new Pod.HostPort("", "TCP", 80)))
                .build();
        var snapshot = cluster(List.of(node("a")), bound(web, "a"));
        var other = web.change().uid("other").hostPorts(List.of(new Pod.HostPort("10.0.0.1", "TCP", 80)));
        assertThat(message(snapshot, other.build()))
                .startsWith("0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.");
        var udp = web.change().uid("udp").hostPorts(List.of(new Pod.HostPort("", "UDP", 80)));
        assertThat(nodeOf(snapshot, udp.build())).isEqualTo("a");
    }

    @Test
    void volumeZone_ofRegionalDisk_allowsBothZones() {
        var nodes = List.of(node("a", "z1"), node("b", "z3"), node("c"));
        var pod = pod("p", 1, 1).change().volumeZones(List.of("z1__z2")).build();
        var verdicts = new Evaluator(cluster(nodes)).check(pod);
        assertThat(verdicts.get("a")).isEqualTo(new Verdict.Fit());
        assertThat(verdicts.get("b"))
                .isEqualTo(new Verdict.Rejection(
                        Filter.VOLUME_BINDING,
                        List.of("node(s) didn't match PersistentVolume's node affinity"),
                        false));
        assertThat(verdicts.get("c").fits()).isFalse();
    }

    @Test
    void equalPods_thatFitNowhere_shareOneMessage() {
        var outcomes = new Scheduler().place(copies(pod("p", 9000, 1), 3), cluster(List.of(node("a"))));
        assertThat(outcomes)
                .extracting(it -> ((Outcome.Unschedulable) it).message())
                .containsOnly("0/1 nodes are available: 1 Insufficient cpu."
                        + " preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.");
    }
}
