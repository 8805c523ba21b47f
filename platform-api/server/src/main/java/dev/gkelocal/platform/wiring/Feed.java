package dev.gkelocal.platform.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.eventlog.Event;
import dev.gkelocal.eventlog.EventJson;
import dev.gkelocal.platform.feed.EventSink;
import dev.gkelocal.platform.feed.FeedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes what the log reads to the sinks, in order, as CloudEvents JSON too. */
final class Feed {
    private final List<EventSink> sinks;
    private final EventSpans spans;
    private volatile boolean live;

    Feed(List<EventSink> sinks, EventSpans spans) {
        this.sinks = List.copyOf(sinks);
        this.spans = spans;
    }

    /** What comes from now on is news. */
    void caughtUp() {
        live = true;
    }

    void on(Event<?> event) {
        var taken = event(event);
        if (live) {
            spans.around(taken, () -> sinks.forEach(it -> it.accept(taken)));
        } else {
            sinks.forEach(it -> it.accept(taken));
        }
    }

    private static FeedEvent event(Event<?> event) {
        var envelope = event.envelope();
        var data = valueOf(event);
        return new FeedEvent(
                event.topic(),
                envelope.offset(),
                envelope.key(),
                event.topic().eventType(),
                data,
                structured(event, data),
                envelope.traceparent());
    }

    private static @Nullable Record valueOf(Event<?> event) {
        return switch (event) {
            case Event.Written<?> written -> written.value();
            case Event.Removed<?> _ -> null;
        };
    }

    /** The event in structured mode. A removal has no data. */
    private static String structured(Event<?> event, @Nullable Record data) {
        var mapper = EventJson.mapper();
        var envelope = event.envelope();
        ObjectNode json = mapper.createObjectNode()
                .put("specversion", "1.0")
                .put("id", envelope.id())
                .put("source", envelope.source())
                .put("type", event.topic().eventType())
                .put("time", envelope.time().toString())
                .put("subject", envelope.key());
        if (envelope.traceparent() != null) {
            json.put("traceparent", envelope.traceparent());
        }
        if (data != null) {
            json.put("datacontenttype", "application/json");
            json.set("data", mapper.<JsonNode>valueToTree(data));
        }
        try {
            return mapper.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot fail to become text", e);
        }
    }
}
