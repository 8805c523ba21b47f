package dev.gkelocal.autopilot.service.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.cluster.PodState;
import dev.gkelocal.autopilot.core.cluster.PodState.Stage;
import dev.gkelocal.autopilot.service.enforcement.Gates;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String NODE = "gk3-local-nap-x";

    private Optional<String> home = Optional.of("kind");
    private Duration offered = Duration.ZERO;
    private final Decisions decisions = new Decisions(Set.of(NODE), ignored -> home, ignored -> offered);

    @Test
    void gatedPod_whileItIsPending_hearsWhyAndWaits() {
        var told = about(pod().build(), pending("0/1 nodes are available"));
        assertThat(told).isEqualTo(new Action.Tell(real(pod().build()), "0/1 nodes are available"));
        var knows = pod().withNewStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/1 nodes are available")
                .endCondition()
                .endStatus()
                .build();
        assertThat(decisions.about(real(knows), pending("0/1 nodes are available"), true, NOW))
                .isEmpty();
    }

    @Test
    void gatedPod_onceItIsOnANode_isReleased() {
        assertThat(about(pod().build(), on(Stage.CREATING))).isEqualTo(new Action.Release(real(pod().build()), NODE));
    }

    @Test
    void releasedPod_thatKubeSchedulerRefuses_isBoundAfterAWhileUnlessItHasClaims() {
        var refused = free().withNewStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("didn't match pod anti-affinity rules")
                .endCondition()
                .endStatus();
        assertThat(decisions.about(real(refused.build()), on(Stage.CREATING), true, NOW))
                .isEmpty();
        offered = Duration.ofSeconds(4);
        assertThat(about(refused.build(), on(Stage.CREATING)))
                .isEqualTo(new Action.Bind(real(refused.build()), "kind"));
        var claiming = refused.editSpec()
                .addNewVolume()
                .withName("v")
                .withNewPersistentVolumeClaim("c", false)
                .endVolume()
                .endSpec()
                .build();
        assertThat(decisions.about(real(claiming), on(Stage.CREATING), true, NOW))
                .isEmpty();
    }

    @Test
    void podThatNothingHereCouldRun_isBoundToItsSimulatedNodeAndPlayed() {
        home = Optional.empty();
        var released = real(free().build());
        assertThat(decisions.isPlayed(released)).isTrue();
        assertThat(decisions.about(released, on(Stage.CREATING), true, NOW))
                .containsExactly(new Action.Bind(released, NODE));
        var bound = real(free().editSpec().withNodeName(NODE).endSpec().build());
        assertThat(decisions.about(bound, on(Stage.RUNNING), true, NOW))
                .containsExactly(new Action.Play(bound, Stage.RUNNING, true, "", ""));
    }

    @Test
    void pod_thatTheSimulatedClusterTookAway_isEvicted_onSpotWithShortGrace() {
        var real = real(free().build());
        assertThat(decisions.about(real, null, true, NOW)).containsExactly(new Action.Evict(real, -1));
        assertThat(decisions.about(real, null, false, NOW))
                .as("not taken in yet")
                .isEmpty();
        var reclaimed = state(Stage.TERMINATING, NODE, "Terminated", "");
        assertThat(decisions.about(real, reclaimed, true, NOW)).containsExactly(new Action.Evict(real, 25));
    }

    @Test
    void leavingPod_isBuriedOnSimulatedNodesOnly() {
        var leaving = free().editMetadata()
                .withDeletionTimestamp("2026-11-23T12:00:00Z")
                .endMetadata();
        assertThat(decisions.about(real(leaving.build()), on(Stage.RUNNING), true, NOW))
                .isEmpty();
        var played = real(leaving.editSpec().withNodeName(NODE).endSpec().build());
        assertThat(decisions.about(played, on(Stage.RUNNING), true, NOW)).containsExactly(new Action.Bury(played));
    }

    @Test
    void podWithoutAGate_runsAndIsNoted() {
        var real = real(new PodBuilder(free().build())
                .editMetadata()
                .withAnnotations(null)
                .endMetadata()
                .editSpec()
                .withNodeName("kind")
                .endSpec()
                .build());
        assertThat(decisions.about(real, on(Stage.RUNNING), true, NOW)).containsExactly(new Action.Note(real, NODE));
    }

    private Action about(io.fabric8.kubernetes.api.model.Pod pod, PodState simulated) {
        return decisions.about(real(pod), simulated, true, NOW).getFirst();
    }

    private static RealPod real(io.fabric8.kubernetes.api.model.Pod pod) {
        return new RealPod(pod);
    }

    private static PodBuilder pod() {
        return new PodBuilder(free().build())
                .editMetadata()
                .withAnnotations(null)
                .endMetadata()
                .editSpec()
                .addNewSchedulingGate(Gates.NODE)
                .endSpec();
    }

    private static PodBuilder free() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .withNamespace("default")
                .withUid("u")
                .addToAnnotations(RealPod.NODE, NODE)
                .endMetadata()
                .withNewSpec()
                .endSpec();
    }

    private static PodState pending(String message) {
        return state(Stage.PENDING, "", "Unschedulable", message);
    }

    private static PodState on(Stage stage) {
        return state(stage, NODE, "", "");
    }

    private static PodState state(Stage stage, String node, String reason, String message) {
        var ready = stage == Stage.RUNNING ? NOW : PodState.NOT_YET;
        var times = new PodState.Times(NOW, NOW, NOW, ready, PodState.NOT_YET, PodState.NOT_YET);
        return new PodState(
                "default",
                "p",
                "sim",
                dev.gkelocal.autopilot.core.cluster.ObjectKey.of("ReplicaSet", "default", "r"),
                "t",
                -1,
                "",
                stage,
                node,
                "",
                times,
                0,
                reason,
                message,
                "");
    }
}
