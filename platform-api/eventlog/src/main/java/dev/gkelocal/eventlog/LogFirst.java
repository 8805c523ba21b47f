package dev.gkelocal.eventlog;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes of what users decide: decide on the newest state read, append, and answer once the own record was read back and
 * applied. Writes to one aggregate follow each other, each sees the one before; writes to different ones do not wait. One that
 * waits for its turn for half of the append timeout is refused.
 */
public final class LogFirst {
    private final EventLogSettings settings;
    private final LongSupplier epoch;
    private final EventWriter writer;
    private final EventCodec codec;
    private final ReadBacks readBacks;
    private final EventLog log;

    private final Executor executor =
            task -> Thread.ofVirtual().name("log-first").start(task);

    /** Newest write of each aggregate that has one under way. */
    private final Map<String, CompletableFuture<?>> tails = new ConcurrentHashMap<>();

    /** @param epoch 0 while nothing must be written */
    LogFirst(
            EventLogSettings settings,
            LongSupplier epoch,
            EventWriter writer,
            EventCodec codec,
            ReadBacks readBacks,
            EventLog log) {
        this.settings = settings;
        this.epoch = epoch;
        this.writer = writer;
        this.codec = codec;
        this.readBacks = readBacks;
        this.log = log;
    }

    /**
     * @param topic a state topic that this log reads
     * @param decide called once, in turn, with the state as read; must be quick and without effects
     * @param <R> the decision's own refusals
     */
    public <T extends Record & Versioned, R> CompletableFuture<WriteResult<T, R>> write(
            Topic<T> topic, String key, @Nullable String traceparent, Function<Current<T>, Decision<T, R>> decide) {
        var lane = topic.name() + "/" + key;
        var mine = new CompletableFuture<WriteResult<T, R>>();
        var taken = new AtomicBoolean();
        long called = System.nanoTime();
        CompletableFuture<?> before = tails.put(lane, mine);
        var turn = before == null ? CompletableFuture.completedFuture(null) : before.handle((result, failure) -> null);
        var _ = turn.thenComposeAsync(
                        ignored -> isEarlyEnough(called) && taken.compareAndSet(false, true)
                                ? attempt(topic, key, traceparent, decide)
                                : LogFirst.<WriteResult<T, R>>done(waitedInVain()),
                        executor)
                .whenCompleteAsync(
                        (result, failure) -> {
                            tails.remove(lane, mine);
                            if (failure == null) {
                                mine.complete(result);
                            } else {
                                mine.completeExceptionally(failure);
                            }
                        },
                        executor);
        return inTime(mine, taken);
    }

    /** A turn that comes after half of the time would begin what can hardly be answered: better not to begin. */
    private boolean isEarlyEnough(long called) {
        return System.nanoTime() - called < settings.appendTimeout().toNanos() / 2;
    }

    /** A caller whose turn does not come is not kept until it would; those behind wait for the end of what is under way. */
    private <T extends Record & Versioned, R> CompletableFuture<WriteResult<T, R>> inTime(
            CompletableFuture<WriteResult<T, R>> write, AtomicBoolean taken) {
        return write.copy()
                .orTimeout(settings.appendTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyComposeAsync(
                        failure -> failure instanceof TimeoutException && taken.compareAndSet(false, true)
                                ? done(waitedInVain())
                                : write,
                        executor);
    }

    private <T extends Record & Versioned, R> WriteResult<T, R> waitedInVain() {
        return new WriteResult.Unavailable<>("the event log did not acknowledge the write before this one within "
                + settings.appendTimeout().toMillis() + " ms; nothing was written");
    }

    private <T extends Record & Versioned, R> CompletableFuture<WriteResult<T, R>> attempt(
            Topic<T> topic, String key, @Nullable String traceparent, Function<Current<T>, Decision<T, R>> decide) {
        var table = log.table(topic);
        if (!log.caughtUp().isDone()) {
            return done(new WriteResult.Unavailable<>("the event log is still being replayed; nothing was written"));
        }
        long current = epoch.getAsLong();
        if (current < 1) {
            return done(new WriteResult.Unavailable<>("this replica does not lead now; nothing was written"));
        }
        T held = table.get(key).orElse(null);
        var next = held == null ? Version.first(current) : held.version().next(current);
        return switch (decide.apply(new Current<>(held, next))) {
            case Decision.Refuse<T, R> refuse -> done(new WriteResult.Refused<>(refuse.reason()));
            case Decision.Write<T, R> write -> {
                var state = requireNext(topic, key, next, write.state());
                var id = codec.nextId();
                yield append(id, codec.encode(id, topic, state, traceparent), new WriteResult.Applied<>(state));
            }
            case Decision.Remove<T, R> _ -> {
                var id = codec.nextId();
                yield append(id, codec.encodeRemoval(id, topic, key, next, traceparent), new WriteResult.Removed<>());
            }
        };
    }

    private <T extends Record & Versioned, R> CompletableFuture<WriteResult<T, R>> append(
            String id, ProducerRecord<byte[], byte[]> record, WriteResult<T, R> success) {
        var readBack = readBacks.expect(id);
        return writer.sendWhenReachable(record)
                .thenCompose(appended -> switch (appended) {
                    case Append.Written written -> this.<T, R>awaitReadBack(readBack, written, success);
                    case Append.Unavailable away -> done(new WriteResult.Unavailable<T, R>(away.reason()));
                    case Append.Refused refused -> done(new WriteResult.Unavailable<T, R>(refused.reason()));
                    case Append.Unknown unknown -> done(new WriteResult.Unknown<T, R>(unknown.reason()));
                })
                .whenComplete((result, failure) -> readBacks.forget(id));
    }

    private <T extends Record & Versioned, R> CompletableFuture<WriteResult<T, R>> awaitReadBack(
            CompletableFuture<Boolean> readBack, Append.Written written, WriteResult<T, R> success) {
        return readBack.thenApply(taken -> taken ? success : new WriteResult.Superseded<T, R>())
                .completeOnTimeout(
                        new WriteResult.Unknown<>("written at offset " + written.offset() + " but not read back within "
                                + settings.appendTimeout()),
                        settings.appendTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static <T extends Record & Versioned> T requireNext(Topic<T> topic, String key, Version next, T state) {
        if (!state.version().equals(next)) {
            throw new IllegalArgumentException(
                    "the decided state of " + key + " has version " + state.version() + ", not " + next);
        }
        if (!topic.key().apply(state).equals(key)) {
            throw new IllegalArgumentException(
                    "the decision about " + key + " wrote " + topic.key().apply(state));
        }
        return state;
    }

    private static <T> CompletableFuture<T> done(T result) {
        return CompletableFuture.completedFuture(result);
    }
}
