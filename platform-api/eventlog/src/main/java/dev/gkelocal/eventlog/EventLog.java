package dev.gkelocal.eventlog;

import dev.gkelocal.contracts.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One service's view of the event log: one consumer, one producer. Opening returns at once and never fails for want of a
 * broker; {@link #caughtUp} tells when all that was there has been read.
 */
public final class EventLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final Duration READER_CLOSE_LIMIT = Duration.ofMillis(100);

    private final Map<String, Subscription<?>> subscriptions;
    private final BrokerProbe probe;
    private final EventWriter writer;
    private final EventReader reader;
    private final LogFirst logFirst;
    private final StatePublisher publisher;

    private EventLog(Builder builder) {
        var settings = builder.settings;
        var codec = new EventCodec(settings.component(), builder.clock);
        var readBacks = new ReadBacks();
        subscriptions = Map.copyOf(builder.subscriptions);
        probe = new BrokerProbe(settings.bootstrap(), builder.metrics);
        writer = new EventWriter(settings, codec, probe, builder.tracer);
        var setup = new TopicSetup(settings, builder.topics);
        reader = new EventReader(
                (key, value) -> new KafkaConsumer<>(ClientSettings.consumer(settings), key, value),
                setup,
                subscriptions,
                codec,
                readBacks,
                new DeadLetters(settings.component(), writer, builder.metrics),
                probe,
                builder.metrics);
        logFirst = new LogFirst(settings, builder.epoch, writer, codec, readBacks, this);
        publisher = new StatePublisher(codec, writer, probe, this::topicsReady, builder.metrics, builder.limits);
        var _ = reader.caughtUp.thenAccept(replay -> afterStart(setup));
    }

    public static Builder of(EventLogSettings settings) {
        return new Builder(settings);
    }

    /** What a log reads and writes. */
    public static final class Builder {
        private final EventLogSettings settings;
        private final Map<String, Subscription<?>> subscriptions = new LinkedHashMap<>();
        private final Set<Topic<?>> topics = new LinkedHashSet<>();
        private EventLogMetrics metrics = EventLogMetrics.NONE;
        private AppendTracer tracer = AppendTracer.NONE;
        private InstantSource clock = InstantSource.system();
        private OutBuffer.Limits limits = OutBuffer.Limits.DEFAULT;
        private LongSupplier epoch;

        private Builder(EventLogSettings settings) {
            this.settings = settings;
            this.epoch = settings::epoch;
        }

        /** Of this writer at the moment, where it is not the same all the time: 0 while it must not write. */
        public Builder epoch(LongSupplier current) {
            epoch = current;
            return this;
        }

        public Builder metrics(EventLogMetrics observer) {
            metrics = observer;
            return this;
        }

        public Builder tracer(AppendTracer recorder) {
            tracer = recorder;
            return this;
        }

        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        Builder limits(OutBuffer.Limits bounds) {
            limits = bounds;
            return this;
        }

        /**
         * Reads a topic: states from the beginning, of facts the newest 2,000 and what follows. The states of a state topic
         * are then in {@link EventLog#table}.
         */
        public <T extends Record> Builder read(Topic<T> topic) {
            return read(topic, event -> {});
        }

        /** The same, and tells a listener. */
        public <T extends Record> Builder read(Topic<T> topic, EventListener<T> listener) {
            subscription(subscriptions, topic).tell(listener);
            topics.add(topic);
            return this;
        }

        /** Writes to a topic without reading it. */
        public Builder write(Topic<?> topic) {
            topics.add(topic);
            return this;
        }

        /** Starts reading in the background. */
        public EventLog open() {
            var log = new EventLog(this);
            log.reader.start();
            return log;
        }
    }

    /** Completes when everything that was in the log at the start has been applied: the service may then say it is ready. */
    public CompletableFuture<Replay> caughtUp() {
        return reader.caughtUp.copy();
    }

    /** Completes when everything has been applied that is in the log now, whoever wrote it. */
    public CompletableFuture<Void> readToEnd() {
        return reader.readToEnd();
    }

    /**
     * The newest states of a topic that is read.
     *
     * @throws IllegalArgumentException for a topic of facts, or one that is not read
     */
    @SuppressWarnings("unchecked") // the subscription of this name was made with this very topic
    public <T extends Record> StateTable<T> table(Topic<T> topic) {
        var subscription = (Subscription<T>) subscriptions.get(topic.name());
        if (subscription == null || subscription.table == null) {
            throw new IllegalArgumentException(topic.name() + " is no state topic that this log reads");
        }
        return subscription.table;
    }

    /**
     * Names this log from its first start until it is wiped: offsets of another one mean nothing here. Empty until a broker
     * answered, which it has once the log {@linkplain #caughtUp caught up}.
     */
    public String id() {
        return reader.identity.id();
    }

    public EventWriter writer() {
        return writer;
    }

    public LogFirst logFirst() {
        return logFirst;
    }

    public StatePublisher publisher() {
        return publisher;
    }

    /** Whether the broker was there when last looked; looked at least once a second. */
    public boolean brokerReachable() {
        return probe.lastSeen();
    }

    private boolean topicsReady() {
        return reader.topicsReady.isDone() && !reader.topicsReady.isCompletedExceptionally();
    }

    /** Work that may wait until the service is ready. */
    private void afterStart(TopicSetup setup) {
        writer.warmUp();
        if (reader.topicsReady.getNow(false)) {
            return;
        }
        Thread.ofVirtual().name("event-log-align").start(() -> {
            try {
                setup.align();
            } catch (KafkaException failure) {
                LOG.warn("topic settings not aligned topics={} cause={}", setup.names(), failure.toString());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Quick: what the broker does not take at once is given up. */
    @Override
    public void close() {
        publisher.close();
        reader.close(READER_CLOSE_LIMIT);
        writer.close();
    }

    @SuppressWarnings("unchecked") // the key of the map is the topic's name
    private static <T extends Record> Subscription<T> subscription(Map<String, Subscription<?>> all, Topic<T> topic) {
        return (Subscription<T>) all.computeIfAbsent(topic.name(), name -> new Subscription<>(topic));
    }
}
