package dev.gkelocal.platform.wiring;

import dev.gkelocal.observability.traces.Traceparent;
import dev.gkelocal.platform.feed.FeedEvent;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;

/**
 * Continues the trace of an event's writer with a span of ours (observability sheet 3.2). Only for news: the traces of
 * replayed events are long over (sheet 5).
 */
final class ConsumerSpans implements EventSpans {
    private final Tracer tracer;

    ConsumerSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void around(FeedEvent event, Runnable work) {
        if (event.traceparent() == null) {
            work.run();
            return;
        }
        var span = tracer.spanBuilder("process " + event.topic().name())
                .setParent(Traceparent.parent(event.traceparent()))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.name", "process")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", event.topic().name())
                .setAttribute("messaging.kafka.offset", event.offset())
                .setAttribute("messaging.kafka.message.key", event.key())
                .setAttribute("cloudevents.event_type", event.type())
                .setAttribute("cloudevents.event_subject", event.key())
                .startSpan();
        try (var _ = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }
}
