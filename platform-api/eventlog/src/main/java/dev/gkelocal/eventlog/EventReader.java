package dev.gkelocal.eventlog;

import dev.gkelocal.contracts.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading thread: makes absent topics, replays all states and the newest facts up to the end offsets, then follows for ever. No
 * consumer group: every service reads everything at each start.
 */
final class EventReader {
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration REQUEST = Duration.ofSeconds(2);
    private static final long RETRY_MILLIS = 50;

    /** Facts of a topic that a start reads again, the newest: a day of them would take longer to read than all the rest. */
    static final long FACTS = 2_000;

    private final KafkaConsumerMaker maker;
    private final TopicSetup setup;
    private final Map<String, Subscription<?>> subscriptions;
    private final EventCodec codec;
    private final ReadBacks readBacks;
    private final DeadLetters deadLetters;
    private final BrokerProbe probe;
    private final EventLogMetrics metrics;

    final LogIdentity identity = new LogIdentity();
    final CompletableFuture<Boolean> topicsReady = new CompletableFuture<>();
    final CompletableFuture<Replay> caughtUp = new CompletableFuture<>();

    private final Thread thread = Thread.ofPlatform()
            .daemon()
            .name("event-log-reader")
            .uncaughtExceptionHandler((_, bug) -> LOG.error("event log reader died", bug))
            .unstarted(this::run);
    /** Who waits until everything was applied that was there when he asked. */
    private final Queue<CompletableFuture<Void>> ends = new ConcurrentLinkedQueue<>();

    private volatile boolean closed;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private long records;

    interface KafkaConsumerMaker {
        KafkaConsumer<byte[], byte[]> make(ByteArrayDeserializer key, ByteArrayDeserializer value);
    }

    EventReader(
            KafkaConsumerMaker maker,
            TopicSetup setup,
            Map<String, Subscription<?>> subscriptions,
            EventCodec codec,
            ReadBacks readBacks,
            DeadLetters deadLetters,
            BrokerProbe probe,
            EventLogMetrics metrics) {
        this.maker = maker;
        this.setup = setup;
        this.subscriptions = subscriptions;
        this.codec = codec;
        this.readBacks = readBacks;
        this.deadLetters = deadLetters;
        this.probe = probe;
        this.metrics = metrics;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            // Kafka makes no consumer while the broker's name is unknown, as it is while a cluster's name server
            // starts.
            var opened = untilDone(() -> maker.make(identity, new ByteArrayDeserializer()));
            consumer = opened;
            try {
                read(opened);
            } finally {
                // No farewell: the broker would read it only after the fetch that waits on the same connection.
                opened.close(CloseOptions.timeout(Duration.ZERO));
            }
        } catch (WakeupException | InterruptException | InterruptedException stopped) {
            LOG.debug("reader stopped");
        } finally {
            var failure = new IllegalStateException("the event log is closed");
            topicsReady.completeExceptionally(failure);
            caughtUp.completeExceptionally(failure);
            closed = true;
            ends.forEach(it -> it.completeExceptionally(failure));
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> opened) throws InterruptedException {
        var begun = System.nanoTime();
        var made =
                untilDone(() -> setup.createMissing(opened.listTopics(REQUEST).keySet()));
        topicsReady.complete(made);
        var partitions = subscriptions.keySet().stream()
                .map(it -> new TopicPartition(it, 0))
                .toList();
        follow(opened, partitions);
        var replay = new Replay(Duration.ofNanos(System.nanoTime() - begun), records);
        LOG.info(
                "replayed records={} millis={}", replay.records(), replay.took().toMillis());
        metrics.replayed(replay.took(), replay.records());
        caughtUp.complete(replay);
        while (!closed && !partitions.isEmpty()) {
            step(opened, partitions);
        }
    }

    /** Reads from the beginning to where the topics end now. */
    private void follow(KafkaConsumer<byte[], byte[]> opened, List<TopicPartition> partitions)
            throws InterruptedException {
        if (partitions.isEmpty()) {
            return;
        }
        opened.assign(partitions);
        var ends = untilDone(() -> opened.endOffsets(partitions, REQUEST));
        var begins = untilDone(() -> opened.beginningOffsets(partitions, REQUEST));
        for (var partition : partitions) {
            var begin = begins.getOrDefault(partition, 0L);
            opened.seek(
                    partition,
                    holdsFacts(partition) ? Math.max(begin, ends.getOrDefault(partition, begin) - FACTS) : begin);
        }
        readUntil(opened, ends);
    }

    private void readUntil(KafkaConsumer<byte[], byte[]> opened, Map<TopicPartition, Long> ends)
            throws InterruptedException {
        while (!untilDone(() -> reached(opened, ends))) {
            poll(opened);
        }
    }

    private void step(KafkaConsumer<byte[], byte[]> opened, List<TopicPartition> partitions)
            throws InterruptedException {
        try {
            reachEnds(opened, partitions);
            poll(opened);
            reportLag(opened);
        } catch (WakeupException woken) {
            if (closed) {
                throw woken;
            }
        }
    }

    private void reachEnds(KafkaConsumer<byte[], byte[]> opened, List<TopicPartition> partitions)
            throws InterruptedException {
        var asked = List.copyOf(ends);
        if (asked.isEmpty()) {
            return;
        }
        readUntil(opened, untilDone(() -> endsNow(partitions)));
        ends.removeAll(asked);
        asked.forEach(it -> it.complete(null));
    }

    /** Over a connection of its own: on the reader's, the answer would come after that to the fetch that waits there for seconds. */
    private Map<TopicPartition, Long> endsNow(List<TopicPartition> partitions) {
        var asking = maker.make(new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            return asking.endOffsets(partitions, REQUEST);
        } finally {
            asking.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    /** Completes once everything was applied that is in the topics now. To be asked for once all was replayed. */
    CompletableFuture<Void> readToEnd() {
        var asked = new CompletableFuture<Void>();
        ends.add(asked);
        var opened = consumer;
        if (closed) {
            asked.completeExceptionally(new IllegalStateException("the event log is closed"));
        } else if (opened != null) {
            opened.wakeup();
        }
        return asked;
    }

    private boolean holdsFacts(TopicPartition partition) {
        var subscription = subscriptions.get(partition.topic());
        return subscription != null && subscription.topic.retention() == Topic.Retention.EXPIRING;
    }

    private void poll(KafkaConsumer<byte[], byte[]> opened) throws InterruptedException {
        var before = records;
        untilDone(() -> {
            for (var record : opened.poll(POLL)) {
                records++;
                metrics.read(record.topic());
                deliver(record);
            }
            return records;
        });
        if (records > before || closed) {
            return;
        }
        // Silence may mean that nothing happened or that nobody is there.
        probe.reachable();
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        var subscription = subscriptions.get(record.topic());
        if (subscription == null) {
            return;
        }
        try {
            subscription.apply(codec, record, readBacks);
        } catch (MalformedEvent malformed) {
            deadLetters.send(record, malformed);
        }
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> opened, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(it -> it.getValue() == 0 || opened.position(it.getKey(), REQUEST) >= it.getValue());
    }

    private void reportLag(KafkaConsumer<byte[], byte[]> opened) {
        for (var partition : opened.assignment()) {
            opened.currentLag(partition).ifPresent(lag -> metrics.lag(partition.topic(), lag));
        }
    }

    private interface Step<R> {
        R run() throws InterruptedException;
    }

    /** Repeats a step until the broker answers: whatever Kafka throws here passes with time. */
    private <R> R untilDone(Step<R> step) throws InterruptedException {
        for (long attempt = 0; ; attempt++) {
            try {
                return step.run();
            } catch (WakeupException | InterruptException stopped) {
                throw stopped;
            } catch (KafkaException failure) {
                if (closed) {
                    throw new WakeupException();
                }
                if (probe.reachable() && attempt % 20 == 1) {
                    LOG.warn("event log not readable yet, trying on cause={}", failure.toString());
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    /** Returns when the thread is over, or after the limit. */
    void close(Duration limit) {
        closed = true;
        var opened = consumer;
        if (opened != null) {
            opened.wakeup();
        }
        try {
            if (!thread.join(limit)) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
