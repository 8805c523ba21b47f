package dev.gkelocal.platform.stream;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.platform.feed.FeedEvent;
import java.util.List;
import java.util.stream.Collectors;

/** The stream's messages as text/event-stream. CloudEvents JSON and our words hold no line break. */
final class StreamText {
    static final String HEARTBEAT = ": heartbeat\n\n";

    private StreamText() {}

    static String event(EventId position, FeedEvent event) {
        return "id: " + position + "\ndata: " + event.cloudEvent() + "\n\n";
    }

    /** The first message: where the client begins, for a resume before the first event. */
    static String hello(EventId position) {
        return "retry: 1000\nevent: hello\nid: " + position + "\ndata: {\"position\":\"" + position + "\"}\n\n";
    }

    /** An id without data moves the browser's last event id and is no event. */
    static String progress(EventId position) {
        return ": heartbeat\nid: " + position + "\n\n";
    }

    static String gap(List<Topic<?>> gone) {
        var topics = gone.stream().map(it -> "\"" + it.name() + "\"").collect(Collectors.joining(","));
        return "event: gap\ndata: {\"reason\":\"Events since your Last-Event-ID are no longer kept, or the log was wiped."
                + " What is kept follows; read the current state anew.\",\"topics\":[" + topics + "]}\n\n";
    }

    static String closed(CloseReason reason) {
        return "event: closed\ndata: {\"reason\":\"" + reason.id() + "\",\"detail\":\"" + reason.words() + "\"}\n\n";
    }
}
