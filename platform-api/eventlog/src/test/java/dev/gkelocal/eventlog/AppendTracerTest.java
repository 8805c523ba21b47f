package dev.gkelocal.eventlog;

import static dev.gkelocal.eventlog.LogFixture.caughtUp;
import static dev.gkelocal.eventlog.LogFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.testkit.broker.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AppendTracerTest {
    private static final String CAUSE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String STEP = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";

    private final TestBroker broker = TestBroker.shared();
    private final Topic<Lamp> topic = Lamp.topic();
    private final List<Append> ended = new CopyOnWriteArrayList<>();
    private final List<Optional<String>> read = new CopyOnWriteArrayList<>();

    @Test
    void append_thatBelongsToATrace_isAStepThatReadersContinue() throws Exception {
        // Given
        try (var log = traced()) {
            // When
            var outcome = log.writer().append(topic, lamp("a"), CAUSE).get(10, TimeUnit.SECONDS);

            // Then
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> read.size() == 1);
            assertThat(read).containsExactly(Optional.of(STEP));
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> ended.equals(List.of(outcome)));
        }
    }

    @Test
    void append_thatBelongsToNone_isNoStep() throws Exception {
        // Given
        try (var log = traced()) {
            // When
            log.writer().append(topic, lamp("a"), null).get(10, TimeUnit.SECONDS);

            // Then
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> read.size() == 1);
            assertThat(read).containsExactly(Optional.empty());
            assertThat(ended).isEmpty();
        }
    }

    @Test
    void log_thatIsOpenedAgain_hasTheSameName() throws Exception {
        // Given
        String first;
        try (var log = traced()) {
            first = log.id();
        }

        // When
        try (var log = traced()) {

            // Then
            assertThat(log.id()).isEqualTo(first).isNotEmpty();
        }
    }

    private EventLog traced() throws Exception {
        return caughtUp(EventLog.of(settings(broker))
                .tracer(this::begin)
                .read(
                        topic,
                        event -> read.add(Optional.ofNullable(event.envelope().traceparent()))));
    }

    private AppendTracer.Step begin(String name, String key, String traceparent) {
        assertThat(List.of(name, key, traceparent)).containsExactly(topic.name(), "a", CAUSE);
        return new AppendTracer.Step() {
            @Override
            public String traceparent() {
                return STEP;
            }

            @Override
            public void end(Append outcome) {
                ended.add(outcome);
            }
        };
    }

    private static Lamp lamp(String id) {
        return new Lamp(id, new Version(1, 1), 1);
    }
}
