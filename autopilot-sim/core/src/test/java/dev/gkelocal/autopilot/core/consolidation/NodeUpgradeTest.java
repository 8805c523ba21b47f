package dev.gkelocal.autopilot.core.consolidation;

import static dev.gkelocal.autopilot.core.consolidation.Clusters.T0;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.annotated;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.budget;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.node;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.pod;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.snapshot;
import static dev.gkelocal.autopilot.core.consolidation.Clusters.with;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.consolidation.NodeUpgrade.Action;
import dev.gkelocal.autopilot.core.consolidation.NodeUpgrade.Progress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeUpgradeTest {
    private static final NodeUpgrade UPGRADE = new NodeUpgrade(NodeUpgrade.Settings.DEFAULT, EvictionRules.DEFAULT);
    private static final Progress BOTH = Progress.of(List.of("a", "b"));

    @Test
    void upgrade_withSurge_replacesNodesOneAfterTheOther() {
        var pod = pod("p", "a", 500);
        var snapshot = snapshot(List.of(node("a"), node("b")), pod);
        var cluster = with(snapshot);
        var start = UPGRADE.decide(cluster, Set.of(), true, BOTH, T0);
        assertThat(start.actions()).containsExactly(new Action.Surge("a"));
        var ready = UPGRADE.decide(cluster, Set.of("a"), true, start.progress(), T0.plusSeconds(90));
        assertThat(ready.actions().getFirst()).isEqualTo(new Action.Cordon("a"));
        assertThat(ready.actions()).hasSize(2).last().isInstanceOf(Action.Evict.class);
        var waiting = UPGRADE.decide(cluster, Set.of("a"), true, ready.progress(), T0.plusSeconds(100));
        assertThat(waiting.actions()).isEmpty();
        snapshot.removePod(pod.uid());
        var gone = UPGRADE.decide(cluster, Set.of("a"), true, waiting.progress(), T0.plusSeconds(130));
        assertThat(gone.actions()).containsExactly(new Action.Remove("a"), new Action.Surge("b"));
        var last = UPGRADE.decide(cluster, Set.of("a", "b"), true, gone.progress(), T0.plusSeconds(220));
        assertThat(last.actions()).containsExactly(new Action.Cordon("b"), new Action.Remove("b"));
        assertThat(last.progress().isDone()).isTrue();
    }

    @Test
    void budget_holdsAnUpgradeForAnHour() {
        var cluster = with(snapshot(List.of(node("a")), pod("p", "a", 500)), budget(0));
        var one = Progress.of(List.of("a"));
        var start = UPGRADE.decide(cluster, Set.of(), true, one, T0);
        var drain = UPGRADE.decide(cluster, Set.of("a"), true, start.progress(), T0);
        assertThat(drain.actions()).containsExactly(new Action.Cordon("a"));
        var held = UPGRADE.decide(cluster, Set.of("a"), true, drain.progress(), T0.plus(ofMinutes(59)));
        assertThat(held.actions()).isEmpty();
        var forced = UPGRADE.decide(cluster, Set.of("a"), true, held.progress(), T0.plus(ofHours(1)));
        assertThat(forced.actions()).singleElement().satisfies(it -> {
            assertThat(((Action.Evict) it).eviction().againstBudget()).isTrue();
            assertThat(((Action.Evict) it).eviction().notice().reason()).isEqualTo("ScaleDown");
        });
    }

    @Test
    void podsOfExtendedDuration_holdAnUpgradeForSevenDays() {
        var pod = annotated(pod("p", "a", 500), Kinds.SAFE_TO_EVICT, "false");
        var cluster = with(snapshot(List.of(node("a")), pod));
        var start = UPGRADE.decide(cluster, Set.of(), true, Progress.of(List.of("a")), T0);
        var drain = UPGRADE.decide(cluster, Set.of("a"), true, start.progress(), T0);
        var held = UPGRADE.decide(cluster, Set.of("a"), true, drain.progress(), T0.plus(ofDays(6)));
        assertThat(held.actions()).isEmpty();
        assertThat(UPGRADE.decide(cluster, Set.of("a"), true, held.progress(), T0.plus(ofDays(7)))
                        .actions())
                .hasSize(1);
    }

    @Test
    void upgrade_outsideOfTheWindow_startsNothingAndFinishesWhatItBegan() {
        var cluster = with(snapshot(List.of(node("a"), node("b"))));
        assertThat(UPGRADE.decide(cluster, Set.of(), false, BOTH, T0).actions()).isEmpty();
        var begun = UPGRADE.decide(cluster, Set.of(), true, BOTH, T0).progress();
        assertThat(UPGRADE.decide(cluster, Set.of("a"), false, begun, T0).actions())
                .containsExactly(new Action.Cordon("a"), new Action.Remove("a"));
    }

    @Test
    void maxUnavailable_drainsWithoutANewNode() {
        var upgrade = new NodeUpgrade(new NodeUpgrade.Settings(0, 2, ofHours(1)), EvictionRules.DEFAULT);
        var cluster = with(snapshot(List.of(node("a"), node("b"))));
        assertThat(upgrade.decide(cluster, Set.of(), true, BOTH, T0).actions())
                .containsExactly(
                        new Action.Cordon("a"), new Action.Remove("a"), new Action.Cordon("b"), new Action.Remove("b"));
    }
}
