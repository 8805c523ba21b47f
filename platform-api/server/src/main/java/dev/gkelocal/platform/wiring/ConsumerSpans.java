package dev.gkelocal.platform.wiring;

import dev.gkelocal.platform.feed.FeedEvent;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Continues the trace of an event's writer with a span of ours. Costs next to nothing while tracing is off. Replayed
 * events get none: their traces are long over (observability sheet 5).
 */
final class ConsumerSpans {
    private static final TextMapGetter<String> TRACEPARENT = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals("traceparent") ? carrier : null;
        }
    };

    private final Tracer tracer;

    ConsumerSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    void around(FeedEvent event, Runnable work) {
        if (event.traceparent() == null) {
            work.run();
            return;
        }
        var writer = W3CTraceContextPropagator.getInstance().extract(Context.root(), event.traceparent(), TRACEPARENT);
        var span = tracer.spanBuilder("process " + event.topic().name())
                .setParent(writer)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.name", "process")
                .setAttribute("messaging.destination.name", event.topic().name())
                .setAttribute("cloudevents.event_type", event.type())
                .startSpan();
        try (var _ = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }
}
