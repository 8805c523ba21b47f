package dev.gkelocal.autopilot.core.scheduling;

import static dev.gkelocal.autopilot.core.scheduling.Fixtures.bound;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.cluster;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.node;
import static dev.gkelocal.autopilot.core.scheduling.Fixtures.ranked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreemptionTest {
    private static Outcome.Preempting preempt(ClusterSnapshot snapshot, List<DisruptionBudget> budgets) {
        var outcome = new Scheduler(Profile.DEFAULT, budgets)
                .place(List.of(ranked("vip", 3000, 100, 50)), snapshot)
                .getFirst();
        assertThat(outcome).isInstanceOf(Outcome.Preempting.class);
        return (Outcome.Preempting) outcome;
    }

    private static Outcome.Preempting preempt(ClusterSnapshot snapshot) {
        return preempt(snapshot, List.of());
    }

    @Test
    void victims_onTheNode_areOnlyThoseWhoseRoomIsNeeded() {
        var snapshot = cluster(
                List.of(node("a")), bound(ranked("small", 500, 1, 1), "a"), bound(ranked("large", 3000, 2, 1), "a"));
        var outcome = preempt(snapshot);
        assertThat(outcome.victims()).extracting(Pod::name).containsExactly("large");
        assertThat(outcome.message()).isEqualTo("0/1 nodes are available: 1 Insufficient cpu.");
        assertThat(snapshot.podsOn("a")).extracting(Pod::name).containsExactlyInAnyOrder("small", "vip");
    }

    @Test
    void node_withLowestTopPriority_isChosen() {
        var snapshot = cluster(
                List.of(node("a"), node("b")),
                bound(ranked("higher", 3000, 9, 1), "a"),
                bound(ranked("lower", 3000, 3, 1), "b"));
        assertThat(preempt(snapshot).node()).isEqualTo("b");
    }

    @Test
    void node_withBudgetIntact_isChosenBeforeLowerPriority() {
        var budgeted =
                ranked("lower", 3000, 3, 1).change().labels(Map.of("app", "db")).build();
        var snapshot =
                cluster(List.of(node("a"), node("b")), bound(ranked("higher", 3000, 9, 1), "a"), bound(budgeted, "b"));
        var budget = new DisruptionBudget("default", LabelSelector.of(Map.of("app", "db")), 0);
        assertThat(preempt(snapshot, List.of(budget)).node()).isEqualTo("a");
    }

    @Test
    void node_withFewestVictims_isChosenAmongEqualPriorities() {
        var snapshot = cluster(
                List.of(node("a"), node("b")),
                bound(ranked("a1", 1500, 3, 1), "a"),
                bound(ranked("a2", 2000, 3, 1), "a"),
                bound(ranked("b1", 3500, 3, 1), "b"));
        assertThat(preempt(snapshot).node()).isEqualTo("b");
    }

    @Test
    void node_whoseVictimStartedLast_isChosenAtLast() {
        var snapshot = cluster(
                List.of(node("a"), node("b")),
                bound(ranked("old", 3000, 3, 10), "a"),
                bound(ranked("young", 3000, 3, 20), "b"));
        assertThat(preempt(snapshot).node()).isEqualTo("b");
    }

    @Test
    void podsOfEqualPriority_areNoVictims() {
        var snapshot = cluster(List.of(node("a")), bound(ranked("peer", 3000, 100, 1), "a"));
        var outcome = new Scheduler().place(List.of(ranked("vip", 3000, 100, 50)), snapshot);
        assertThat(outcome.getFirst()).isInstanceOf(Outcome.Unschedulable.class);
        assertThat(snapshot.podCount()).isEqualTo(1);
    }
}
