package dev.gkelocal.eventlog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What waits to be published: one state per aggregate, the newest; and a ring of facts. Both bounded, both lose their
 * oldest first.
 */
final class OutBuffer {
    /** The most that may wait. */
    record Limits(int states, int facts) {
        static final Limits DEFAULT = new Limits(10_000, 4_096);
    }

    /** A record to be; it is encoded when it is sent, so that a replaced state costs nothing. */
    record Waiting(
            String topic,
            String key,
            boolean isState,
            String id,
            Function<String, ProducerRecord<byte[], byte[]>> encoder) {
        ProducerRecord<byte[], byte[]> encode() {
            return encoder.apply(id);
        }

        String slot() {
            return topic + "/" + key;
        }
    }

    private static final int BATCH = 500;

    private final Limits limits;
    private final EventLogMetrics metrics;
    private final LinkedHashMap<String, Waiting> states = new LinkedHashMap<>();
    private final Deque<Waiting> facts = new ArrayDeque<>();
    private int underWay;
    private boolean closed;

    OutBuffer(Limits limits, EventLogMetrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
    }

    synchronized void putState(
            String topic, String key, Function<String, ProducerRecord<byte[], byte[]>> encoder, String id) {
        var waiting = new Waiting(topic, key, true, id, encoder);
        states.put(waiting.slot(), waiting);
        bound();
        notifyAll();
    }

    synchronized void putFact(String topic, Function<String, ProducerRecord<byte[], byte[]>> encoder, String id) {
        facts.addLast(new Waiting(topic, "", false, id, encoder));
        bound();
        notifyAll();
    }

    /** The oldest that wait, at least one; none once the buffer is closed and empty. */
    synchronized List<Waiting> take() throws InterruptedException {
        while (states.isEmpty() && facts.isEmpty()) {
            if (closed) {
                return List.of();
            }
            wait();
        }
        var batch = new ArrayList<Waiting>();
        while (batch.size() < BATCH && !states.isEmpty()) {
            batch.add(states.pollFirstEntry().getValue());
        }
        while (batch.size() < BATCH && !facts.isEmpty()) {
            batch.add(facts.removeFirst());
        }
        underWay = batch.size();
        return batch;
    }

    /** Ends the batch last taken; what failed waits again, before what came since, unless a newer state came. */
    synchronized void finish(List<Waiting> failed) {
        underWay = 0;
        for (var waiting : failed.reversed()) {
            if (!waiting.isState()) {
                facts.addFirst(waiting);
            } else if (!states.containsKey(waiting.slot())) {
                states.putFirst(waiting.slot(), waiting);
            }
        }
        bound();
    }

    void drop(Waiting waiting) {
        metrics.dropped(waiting.topic());
    }

    synchronized int size() {
        return states.size() + facts.size() + underWay;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void bound() {
        while (states.size() > limits.states()) {
            drop(states.pollFirstEntry().getValue());
        }
        while (facts.size() > limits.facts()) {
            drop(facts.removeFirst());
        }
    }
}
