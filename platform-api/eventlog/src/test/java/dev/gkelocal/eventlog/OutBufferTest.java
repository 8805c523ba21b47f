package dev.gkelocal.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class OutBufferTest {
    private final List<String> dropped = new ArrayList<>();
    private final OutBuffer buffer = new OutBuffer(new OutBuffer.Limits(2, 2), new EventLogMetrics() {
        @Override
        public void dropped(String topic) {
            dropped.add(topic);
        }
    });

    @Test
    void states_ofOneAggregate_keepTheNewest() throws Exception {
        // Given
        state("a", "a1");
        state("a", "a2");
        // When
        var batch = buffer.take();
        // Then
        assertThat(ids(batch)).containsExactly("a2");
        assertThat(dropped).isEmpty();
    }

    @Test
    void facts_beyondTheLimit_loseTheOldest() throws Exception {
        // Given
        fact("f1");
        fact("f2");
        fact("f3");
        // When
        var batch = buffer.take();
        // Then
        assertThat(ids(batch)).containsExactly("f2", "f3");
        assertThat(dropped).containsExactly("facts");
    }

    @Test
    void failedState_withNewerWaiting_isForgotten() throws Exception {
        // Given
        state("a", "a1");
        state("b", "b1");
        var batch = buffer.take();
        state("a", "a2");
        // When
        buffer.finish(batch);
        // Then
        assertThat(ids(buffer.take())).containsExactly("b1", "a2");
    }

    @Test
    void failedFacts_goFirstAgain() throws Exception {
        // Given
        fact("f1");
        var batch = buffer.take();
        fact("f2");
        // When
        buffer.finish(batch);
        // Then
        assertThat(ids(buffer.take())).containsExactly("f1", "f2");
    }

    @Test
    void closedBuffer_givesWhatIsLeftThenNothing() throws Exception {
        // Given
        fact("f1");
        buffer.close();
        // When
        var last = buffer.take();
        // Then
        assertThat(ids(last)).containsExactly("f1");
        assertThat(buffer.take()).isEmpty();
    }

    private void state(String key, String id) {
        buffer.putState("states", key, it -> new ProducerRecord<>("states", null), id);
    }

    private void fact(String id) {
        buffer.putFact("facts", it -> new ProducerRecord<>("facts", null), id);
    }

    private static List<String> ids(List<OutBuffer.Waiting> batch) {
        return batch.stream().map(OutBuffer.Waiting::id).toList();
    }
}
