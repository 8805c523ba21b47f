package dev.gkelocal.platform.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.cloudrun.ScalingDecided.Reason;
import dev.gkelocal.platform.Samples;
import dev.gkelocal.platform.feed.FeedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamsTest {
    /** Topics beyond the first five. */
    private static final String UNREAD = ".-".repeat(Topics.ALL.size() - 5);

    private final EventStreams streams = new EventStreams();
    private final List<FeedEvent> offered = new ArrayList<>();

    @BeforeEach
    void name() {
        streams.of("log-a");
    }

    @Test
    void subscriber_withoutPosition_getsWhatComesAfter() {
        // Given
        streams.accept(service(0));

        // When
        var start = streams.subscribe(offered::add, Optional.empty()).orElseThrow();
        streams.accept(service(1));

        // Then
        assertThat(start.position()).hasToString("log-a/0.-.-.-.-" + UNREAD);
        assertThat(start.missed()).isEmpty();
        assertThat(offered).extracting(FeedEvent::offset).containsExactly(1L);
    }

    @Test
    void subscriber_thatComesBack_getsWhatItMissedInTheOrderOfArrival() {
        // Given
        streams.accept(service(0));
        streams.accept(decision(0));
        streams.accept(service(1));
        streams.accept(decision(1));

        // When
        var start = streams.subscribe(offered::add, EventId.parse("log-a/0.-.-.-.-"))
                .orElseThrow();

        // Then
        assertThat(start.gone()).isEmpty();
        assertThat(start.missed())
                .extracting(it -> it.topic().name() + it.offset())
                .containsExactly(
                        "gkelocal.cloudrun.scaling0", "gkelocal.cloudrun.service1", "gkelocal.cloudrun.scaling1");
    }

    @Test
    void subscriber_ofARestartedGateway_missesNothing() {
        // Given
        var restarted = new EventStreams();
        restarted.of("log-a");
        restarted.accept(decision(0));
        restarted.accept(decision(1));
        restarted.accept(service(5));

        // When
        var start = restarted
                .subscribe(offered::add, EventId.parse("log-a/3.-.-.0.-"))
                .orElseThrow();

        // Then
        assertThat(start.gone()).isEmpty();
        assertThat(start.missed()).extracting(FeedEvent::offset).containsExactly(1L, 5L);
    }

    @Test
    void subscriber_whoseFactsExpired_isToldSo() {
        // Given
        streams.accept(decision(100));

        // When
        var start = streams.subscribe(offered::add, EventId.parse("log-a/-.-.-.50.-"))
                .orElseThrow();

        // Then
        assertThat(start.gone()).containsExactly(Topics.CLOUD_RUN_SCALING);
        assertThat(start.missed()).extracting(FeedEvent::offset).containsExactly(100L);
    }

    @Test
    void subscriber_justBeforeTheOldestFact_missedOnlyWhatIsKept() {
        // Given
        streams.accept(decision(100));

        // When
        var start = streams.subscribe(offered::add, EventId.parse("log-a/-.-.-.99.-"))
                .orElseThrow();

        // Then
        assertThat(start.gone()).isEmpty();
        assertThat(start.missed()).hasSize(1);
    }

    @Test
    void subscriber_ofAWipedLog_isToldSo() {
        // Given
        streams.accept(service(0));

        // When
        var start = streams.subscribe(offered::add, EventId.parse("log-a/9.-.-.-.-"))
                .orElseThrow();

        // Then
        assertThat(start.gone()).containsExactly(Topics.CLOUD_RUN_SERVICE);
        assertThat(start.missed()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-b/0.-.-.-.-", "/0.-.-.-.-", "0.-.-.-.-"})
    void subscriber_ofAnotherLog_beginsAnewThoughItsOffsetsWouldFit(String id) {
        // Given
        streams.accept(service(0));
        streams.accept(service(1));

        // When
        var start = streams.subscribe(offered::add, EventId.parse(id)).orElseThrow();

        // Then
        assertThat(start.gone()).isEqualTo(Topics.ALL);
        assertThat(start.missed()).hasSize(2);
        assertThat(start.position()).hasToString("log-a/-.-.-.-.-" + UNREAD);
    }

    @Test
    void subscriber_furtherBackThanIsKept_isToldSoAndGetsTheRest() {
        // Given
        for (int i = 0; i <= 1_500; i++) {
            streams.accept(service(i));
        }

        // When
        var start = streams.subscribe(offered::add, EventId.parse("log-a/10.-.-.-.-"))
                .orElseThrow();

        // Then
        assertThat(start.gone()).containsExactly(Topics.CLOUD_RUN_SERVICE);
        assertThat(start.missed()).hasSize(1_000);
        assertThat(start.position()).hasToString("log-a/500.-.-.-.-" + UNREAD);
    }

    @Test
    void subscribers_beyondTheBound_areRefused() {
        // Given
        for (int i = 0; i < 128; i++) {
            streams.subscribe(new Ignoring(i), Optional.empty());
        }

        // When
        var refused = streams.subscribe(offered::add, Optional.empty());

        // Then
        assertThat(refused).isEmpty();
    }

    private record Ignoring(int number) implements EventStreams.Subscriber {
        @Override
        public void offer(FeedEvent event) {}
    }

    private static FeedEvent service(long offset) {
        return Samples.event(Topics.CLOUD_RUN_SERVICE, offset, Samples.service("hello", offset + 1));
    }

    private static FeedEvent decision(long offset) {
        return Samples.event(
                Topics.CLOUD_RUN_SCALING, offset, Samples.decision("hello", Samples.NOW, 0, 1, Reason.ON_DEMAND));
    }
}
