package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.autopilot.core.cluster.ClusterEvent;
import dev.gkelocal.contracts.autopilot.EventRecorded;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the cluster has said, the newest part of it. On the cluster's thread alone. */
final class Chronicle {
    private static final int KEPT = 2_000;

    private final Deque<EventRecorded> events = new ArrayDeque<>();
    private Set<EventRecorded> alreadySaid = Set.of();

    void remember(EventRecorded event) {
        events.addLast(event);
        if (events.size() > KEPT) {
            events.removeFirst();
        }
    }

    /** @return the record to publish; empty for what was said in an earlier life */
    Optional<EventRecorded> happened(ClusterEvent event) {
        var record = new EventRecorded(
                Names.of(event.object()),
                EventRecorded.Type.valueOf(event.type().name()),
                event.reason(),
                event.message(),
                event.source(),
                event.at());
        if (alreadySaid.contains(record)) {
            return Optional.empty();
        }
        remember(record);
        return Optional.of(record);
    }

    /** Within the action, what is remembered now is not said again. */
    void withoutRepeating(Runnable action) {
        alreadySaid = Set.copyOf(events);
        action.run();
        alreadySaid = Set.of();
    }

    List<EventRecorded> newestFirst() {
        return List.copyOf(events).reversed();
    }
}
