package dev.gkelocal.platform.stream;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.platform.feed.EventSink;
import dev.gkelocal.platform.feed.FeedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Hands each event to every subscriber, and to one that comes back all that it missed. */
public final class EventStreams implements EventSink {
    private static final int MAX_SUBSCRIBERS = 128;
    private static final int KEPT_PER_TOPIC = 1_000;
    private static final long KEPT_CHARACTERS_PER_TOPIC = 1 << 20;

    /** By topic name. Guarded by this. */
    private final Map<String, KeptEvents> kept = new LinkedHashMap<>();

    /** Guarded by this. */
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();

    /** Guarded by this. */
    private long arrivals;

    /** Guarded by this. */
    private String log = "";

    public EventStreams() {
        for (var topic : Topics.ALL) {
            var expires = topic.retention() == Topic.Retention.EXPIRING;
            kept.put(topic.name(), new KeptEvents(expires, KEPT_PER_TOPIC, KEPT_CHARACTERS_PER_TOPIC));
        }
    }

    /** Is offered every event after its start. Returns at once and never throws. */
    interface Subscriber {
        void offer(FeedEvent event);
    }

    /**
     * Where a subscriber begins.
     *
     * @param missed events since its position, in the order in which this process read them
     * @param gone topics of which some events since its position are no longer kept, or whose log was wiped
     */
    record Start(EventId position, List<FeedEvent> missed, List<Topic<?>> gone) {}

    /** Names the log that the events are from. */
    public synchronized void of(String logId) {
        log = logId;
    }

    @Override
    public synchronized void accept(FeedEvent event) {
        keptOf(event.topic()).add(arrivals++, event);
        subscribers.forEach(it -> it.offer(event));
    }

    /**
     * Adds a subscriber, atomically with what it missed.
     *
     * @param after where it stopped reading, of this log or another; without, it begins with the next event
     * @return empty when there are too many subscribers
     */
    synchronized Optional<Start> subscribe(Subscriber subscriber, Optional<EventId> after) {
        if (subscribers.size() >= MAX_SUBSCRIBERS) {
            return Optional.empty();
        }
        subscribers.add(subscriber);
        return Optional.of(
                after.map(this::resume).orElseGet(() -> new Start(new EventId(log, now()), List.of(), List.of())));
    }

    synchronized void unsubscribe(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    public synchronized int subscribers() {
        return subscribers.size();
    }

    private Position now() {
        return Position.of(it -> keptOf(it).newest());
    }

    private Start resume(EventId after) {
        return after.log().equals(log) ? resume(after.position()) : startOver();
    }

    /** A position in another log says nothing about this one. */
    private Start startOver() {
        var all = resume(Position.START);
        return new Start(all.position(), all.missed(), Topics.ALL);
    }

    private Start resume(Position after) {
        var missed = new ArrayList<KeptEvents.Kept>();
        var gone = new ArrayList<Topic<?>>();
        var from = after;
        for (var topic : Topics.ALL) {
            var events = keptOf(topic);
            var offset = after.of(topic);
            if (events.reachesBackTo(offset)) {
                missed.addAll(events.after(offset));
            } else {
                gone.add(topic);
                missed.addAll(events.after(Position.NOTHING));
                from = from.with(topic, events.oldestKnown());
            }
        }
        missed.sort(Comparator.comparingLong(KeptEvents.Kept::arrival));
        return new Start(
                new EventId(log, from),
                missed.stream().map(KeptEvents.Kept::event).toList(),
                gone);
    }

    private KeptEvents keptOf(Topic<?> topic) {
        return Objects.requireNonNull(kept.get(topic.name()), topic.name());
    }
}
