package dev.gkelocal.platform.views;

import static dev.gkelocal.contracts.cloudrun.InstanceState.Phase.ACTIVE;
import static dev.gkelocal.contracts.cloudrun.InstanceState.Phase.IDLE;
import static dev.gkelocal.contracts.cloudrun.InstanceState.Phase.STARTING;
import static dev.gkelocal.contracts.cloudrun.InstanceState.Phase.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.cloudrun.InstanceState;
import dev.gkelocal.contracts.cloudrun.ScalingDecided.Reason;
import dev.gkelocal.platform.Samples;
import dev.gkelocal.platform.feed.FeedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloudRunViewTest {
    private Instant now = Samples.NOW;
    private final CloudRunView view = new CloudRunView(() -> now);

    @Test
    void services_afterNewerState_showItOnce() {
        // Given
        view.accept(Samples.event(Topics.CLOUD_RUN_SERVICE, 0, Samples.service("hello", 1)));

        // When
        view.accept(Samples.event(Topics.CLOUD_RUN_SERVICE, 1, Samples.service("hello", 2)));

        // Then
        assertThat(view.services(Selection.ALL, false))
                .extracting(it -> it.version().generation())
                .containsExactly(2L);
    }

    @Test
    void services_afterRemoval_areGone() {
        // Given
        var written = Samples.event(Topics.CLOUD_RUN_SERVICE, 0, Samples.service("hello", 1));
        view.accept(written);

        // When
        view.accept(new FeedEvent(Topics.CLOUD_RUN_SERVICE, 1, written.key(), written.type(), null, "{}", null));

        // Then
        assertThat(view.services(Selection.ALL, true)).isEmpty();
    }

    @Test
    void revisions_ofOneService_leaveOutTheOthers() {
        // Given
        view.accept(Samples.event(Topics.CLOUD_RUN_REVISION, 0, Samples.revision("hello", 1)));
        view.accept(Samples.event(Topics.CLOUD_RUN_REVISION, 1, Samples.revision("other", 1)));

        // When
        var found = view.revisions(of("hello"), false);

        // Then
        assertThat(found).extracting(it -> it.name().revision()).containsExactly("hello-00001-abc");
    }

    @Test
    void counts_ofInstances_followTheirPhases() {
        // When
        instance("a", 1, ACTIVE);
        instance("b", 1, IDLE);
        instance("c", 1, STARTING);
        instance("d", 1, STOPPED);

        // Then
        assertThat(view.counts()).isEqualTo(new InstanceCounts(1, 1, 1, 0));
    }

    @Test
    void stoppedInstances_areLeftOutUnlessAskedFor() {
        // When
        instance("a", 1, STOPPED);

        // Then
        assertThat(view.instances(Selection.ALL, false)).isEmpty();
        assertThat(view.instances(Selection.ALL, true)).hasSize(1);
    }

    @Test
    void stoppedInstances_beyondTheBound_areForgottenOldestFirst() {
        // When
        for (int i = 0; i <= CloudRunView.STOPPED_INSTANCES; i++) {
            instance("i" + i, 1, STOPPED);
        }

        // Then
        assertThat(view.instances(Selection.ALL, true)).hasSize(CloudRunView.STOPPED_INSTANCES);
        assertThat(view.instance("i0")).isEmpty();
    }

    @Test
    void decisions_beyondTheBound_keepTheNewest() {
        // When
        for (int i = 0; i <= CloudRunView.DECISIONS_PER_REVISION; i++) {
            var decided = Samples.decision("hello", Samples.NOW.plusSeconds(i), i, i + 1, Reason.ON_DEMAND);
            view.accept(Samples.event(Topics.CLOUD_RUN_SCALING, i, decided));
        }

        // Then
        assertThat(view.decisions(Selection.ALL))
                .hasSize(CloudRunView.DECISIONS_PER_REVISION)
                .extracting(it -> it.decided().from())
                .startsWith(CloudRunView.DECISIONS_PER_REVISION)
                .endsWith(1);
    }

    @Test
    void history_afterChanges_showsEachSecondSinceTheStart() {
        // Given
        instance("a", 1, ACTIVE);
        now = now.plusSeconds(2);
        instance("a", 2, IDLE);
        now = now.plusSeconds(1);

        // When
        var history = view.history(Duration.ofSeconds(5));

        // Then
        assertThat(history)
                .extracting(it -> it.counts().active(), it -> it.counts().idle())
                .containsExactly(tuple(1, 0), tuple(1, 0), tuple(0, 1), tuple(0, 1));
    }

    @Test
    void history_afterItsLength_stillKnowsWhatHolds() {
        // Given
        instance("a", 1, ACTIVE);
        now = now.plus(InstanceHistory.LENGTH).plusSeconds(60);
        instance("b", 1, ACTIVE);

        // When
        var history = view.history(Duration.ofSeconds(2));

        // Then
        assertThat(history).extracting(it -> it.counts().active()).containsExactly(1, 2);
    }

    private void instance(String id, long generation, InstanceState.Phase phase) {
        view.accept(Samples.event(Topics.CLOUD_RUN_INSTANCE, 0, Samples.instance("hello", id, generation, phase)));
    }

    private static Selection of(String service) {
        return new Selection(Optional.of(service), Optional.empty(), 10);
    }
}
