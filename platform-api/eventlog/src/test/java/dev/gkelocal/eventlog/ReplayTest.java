package dev.gkelocal.eventlog;

import static dev.gkelocal.eventlog.LogFixture.caughtUp;
import static dev.gkelocal.eventlog.LogFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.contracts.Version;
import dev.gkelocal.testkit.broker.TestBroker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final TestBroker broker = TestBroker.shared();

    @Test
    void states_writtenBefore_areThereOnceCaughtUp() throws Exception {
        // Given
        var topic = Lamp.topic();
        try (var writer = caughtUp(EventLog.of(settings(broker)).write(topic))) {
            for (int i = 0; i < 50; i++) {
                append(writer, topic, Lamp.of("lamp" + i, 1, 1));
            }
        }
        // When
        try (var reader = caughtUp(EventLog.of(settings(broker)).read(topic))) {
            // Then
            assertThat(reader.table(topic).all()).hasSize(50).containsEntry("lamp7", Lamp.of("lamp7", 1, 1));
        }
    }

    @Test
    void versions_outOfOrder_newestEpochThenGenerationWins() throws Exception {
        // Given
        var topic = Lamp.topic();
        var told = Collections.synchronizedList(new ArrayList<Version>());
        try (var writer = caughtUp(EventLog.of(settings(broker)).write(topic))) {
            append(writer, topic, Lamp.of("a", 1, 5));
            append(writer, topic, Lamp.of("a", 1, 4));
            append(writer, topic, Lamp.of("a", 2, 1));
            append(writer, topic, Lamp.of("a", 1, 6));
        }
        // When
        try (var reader = caughtUp(EventLog.of(settings(broker)).read(topic, event -> {
            if (event instanceof Event.Written<Lamp> written) {
                told.add(written.value().version());
            }
        }))) {
            // Then
            assertThat(told).containsExactly(new Version(1, 5), new Version(2, 1));
            assertThat(reader.table(topic).get("a")).contains(Lamp.of("a", 2, 1));
        }
    }

    @Test
    void tombstone_thenFirstVersionAgain_isANewAggregate() throws Exception {
        // Given
        var topic = Lamp.topic();
        try (var writer = caughtUp(EventLog.of(settings(broker)).write(topic))) {
            append(writer, topic, Lamp.of("a", 1, 1));
            append(writer, topic, Lamp.of("b", 1, 7));
            written(writer.writer()
                    .tombstone(topic, "a", new Version(1, 2), null)
                    .get());
            written(writer.writer()
                    .tombstone(topic, "b", new Version(1, 8), null)
                    .get());
            append(writer, topic, Lamp.of("b", 1, 1));
        }
        // When
        try (var reader = caughtUp(EventLog.of(settings(broker)).read(topic))) {
            // Then
            assertThat(reader.table(topic).all()).containsExactly(java.util.Map.entry("b", Lamp.of("b", 1, 1)));
        }
    }

    @Test
    void facts_keepTheirOrderAndEnvelope() throws Exception {
        // Given
        var topic = Lamp.Flashed.topic();
        var traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var told = Collections.synchronizedList(new ArrayList<Event<Lamp.Flashed>>());
        try (var writer = caughtUp(EventLog.of(settings(broker)).write(topic))) {
            for (int i = 0; i < 3; i++) {
                written(writer.writer()
                        .append(topic, new Lamp.Flashed("a", i), traceparent)
                        .get());
            }
        }
        // When
        try (var reader = caughtUp(EventLog.of(settings(broker)).read(topic, told::add))) {
            // Then
            assertThat(reader.caughtUp().join().records()).isEqualTo(3);
            assertThat(told).extracting(it -> it.envelope().offset()).containsExactly(0L, 1L, 2L);
            assertThat(told).extracting(it -> it.envelope().traceparent()).containsOnly(traceparent);
            assertThat(told).extracting(it -> it.envelope().key()).containsOnly("a");
            assertThat(told).extracting(it -> it.envelope().id()).doesNotHaveDuplicates();
            assertThat(told)
                    .extracting(it -> ((Event.Written<Lamp.Flashed>) it).value().count())
                    .isEqualTo(List.of(0, 1, 2));
        }
    }

    @Test
    void facts_moreThanAStartReads_theNewestAreRead() throws Exception {
        // Given
        var topic = Lamp.Flashed.topic();
        var told = Collections.synchronizedList(new ArrayList<Event<Lamp.Flashed>>());
        int more = 7;
        try (var writer = caughtUp(EventLog.of(settings(broker)).write(topic))) {
            // In small steps: the first makes the producer, and what waits longer than the time-out is not sent.
            for (int i = 0; i < EventReader.FACTS + more; i++) {
                var append = writer.writer().append(topic, new Lamp.Flashed("a", i), null);
                if (i < more || i % 20 == 0) {
                    written(append.get());
                }
            }
            written(writer.writer()
                    .append(topic, new Lamp.Flashed("a", 0), null)
                    .get());
        }
        // When
        try (var reader = caughtUp(EventLog.of(settings(broker)).read(topic, told::add))) {
            // Then
            assertThat(reader.caughtUp().join().records()).isEqualTo(EventReader.FACTS);
            assertThat(told.getFirst().envelope().offset()).isEqualTo(more + 1);
        }
    }

    private static void append(EventLog log, dev.gkelocal.contracts.Topic<Lamp> topic, Lamp lamp) throws Exception {
        written(log.writer().append(topic, lamp, null).get(10, TimeUnit.SECONDS));
    }

    private static void written(Append append) {
        assertThat(append).isInstanceOf(Append.Written.class);
    }
}
