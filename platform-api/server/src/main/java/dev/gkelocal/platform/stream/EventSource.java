package dev.gkelocal.platform.stream;

import dev.gkelocal.platform.feed.FeedEvent;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client of the stream. Events wait here, a bounded number of them, while its connection takes no more; when even
 * that is full the client is closed, so that it holds up nobody.
 */
final class EventSource implements EventStreams.Subscriber {
    /** How long a closed client may take to read its last words. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Context context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final TypeFilter filter;
    private final int maxWaiting;
    private final Closed onClose;

    /** Guarded by itself. */
    private final ArrayDeque<FeedEvent> waiting = new ArrayDeque<>();

    /** Guarded by {@link #waiting}. */
    private boolean drainScheduled;

    /** Guarded by {@link #waiting}. */
    private boolean full;

    // The rest is touched on the context only.
    private EventId position = new EventId("", Position.START);
    private EventId told = position;
    private boolean open = true;

    EventSource(Context context, HttpServerRequest request, TypeFilter filter, int maxWaiting, Closed onClose) {
        this.context = context;
        this.request = request;
        this.response = request.response();
        this.filter = filter;
        this.maxWaiting = maxWaiting;
        this.onClose = onClose;
    }

    /** Told once, when the stream ends from either side. */
    interface Closed {
        void closed(EventSource source, CloseReason reason);
    }

    /** Sends the head and what was missed. Called on the context, before any offer is drained. */
    void begin(EventStreams.Start start) {
        response.drainHandler(_ -> drain());
        response.closeHandler(_ -> ended(CloseReason.LEFT));
        response.exceptionHandler(_ -> ended(CloseReason.LEFT));
        position = start.position();
        told = position;
        if (!start.gone().isEmpty()) {
            response.write(StreamText.gap(start.gone()));
        }
        response.write(StreamText.hello(position));
        prepend(start.missed());
        drain();
    }

    /** What was missed comes before what was offered since, and does not count against the bound. */
    private void prepend(List<FeedEvent> missed) {
        synchronized (waiting) {
            missed.reversed().forEach(waiting::addFirst);
        }
    }

    @Override
    public void offer(FeedEvent event) {
        synchronized (waiting) {
            if (full) {
                return;
            }
            if (waiting.size() >= maxWaiting) {
                full = true;
                context.runOnContext(_ -> close(CloseReason.SLOW));
                return;
            }
            waiting.addLast(event);
            if (drainScheduled) {
                return;
            }
            drainScheduled = true;
        }
        context.runOnContext(_ -> drain());
    }

    private void drain() {
        var text = new StringBuilder();
        synchronized (waiting) {
            drainScheduled = false;
        }
        while (open && !response.writeQueueFull()) {
            var event = next();
            if (event == null) {
                break;
            }
            position = position.with(event);
            if (filter.test(event.type())) {
                told = position;
                text.append(StreamText.event(position, event));
            }
            if (text.length() > 16_384) {
                response.write(text.toString());
                text.setLength(0);
            }
        }
        if (open && !text.isEmpty()) {
            response.write(text.toString());
        }
    }

    private @Nullable FeedEvent next() {
        synchronized (waiting) {
            return waiting.pollFirst();
        }
    }

    /** Shows that the connection lives, and how far the client has come through events that it does not want. */
    void beat() {
        if (open && !response.writeQueueFull()) {
            response.write(told.equals(position) ? StreamText.HEARTBEAT : StreamText.progress(position));
            told = position;
        }
    }

    /** Says why, ends the answer, and soon after the connection, read or not. */
    void close(CloseReason reason) {
        if (!open) {
            return;
        }
        response.end(StreamText.closed(reason));
        context.owner().setTimer(FAREWELL.toMillis(), _ -> cut());
        ended(reason);
    }

    /**
     * Ends the connection even if the client never reads what was written: closing it in the usual way would wait for
     * that. Of HTTP/2 only the stream is ended, for others share the connection.
     */
    private void cut() {
        if (response.streamId() >= 0) {
            response.reset();
        } else if (request.connection() instanceof ConnectionBase connection) {
            connection.channelHandlerContext().close();
        }
    }

    private void ended(CloseReason reason) {
        if (open) {
            open = false;
            synchronized (waiting) {
                full = true;
                waiting.clear();
            }
            onClose.closed(this, reason);
        }
    }
}
