package dev.gkelocal.platform.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.autopilot.ClusterState;
import dev.gkelocal.contracts.autopilot.ObjectName;
import dev.gkelocal.contracts.autopilot.PodState;
import dev.gkelocal.platform.feed.FeedEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AutopilotViewTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final AutopilotView view = new AutopilotView();

    @Test
    void pods_areCountedByPhase_untilTheyAreGone() {
        // Given
        tell(Topics.AUTOPILOT_POD, "1", pod("1", PodState.Phase.PENDING));
        tell(Topics.AUTOPILOT_POD, "2", pod("2", PodState.Phase.RUNNING));
        tell(Topics.AUTOPILOT_POD, "3", pod("3", PodState.Phase.RUNNING));

        // When
        tell(Topics.AUTOPILOT_POD, "3", null);

        // Then
        assertThat(view.phases()).isEqualTo(Map.of(PodState.Phase.PENDING, 1, PodState.Phase.RUNNING, 1));
        assertThat(view.pods()).extracting(PodState::uid).containsExactly("1", "2");
    }

    @Test
    void clock_isThatOfTheNewestState() {
        // When
        view.accept(new ClusterState("local", Version.first(1), NOON, NOON.plusSeconds(60), true, 0.5, Map.of(), ""));

        // Then
        assertThat(view.clock()).contains(new AutopilotView.Clock(NOON.plusSeconds(60), 0.5));
    }

    private void tell(Topic<?> topic, String key, @Nullable Record data) {
        view.accept(new FeedEvent(topic, 0, key, topic.eventType(), data, "", null));
    }

    private static PodState pod(String uid, PodState.Phase phase) {
        return new PodState(
                uid,
                "shop",
                "pod-" + uid,
                new ObjectName("Deployment", "shop", "cart"),
                Version.first(1),
                phase,
                null,
                false,
                0,
                500,
                1 << 30,
                "",
                "",
                NOON,
                null,
                null,
                null);
    }
}
