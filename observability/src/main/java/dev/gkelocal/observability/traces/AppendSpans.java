package dev.gkelocal.observability.traces;

import dev.gkelocal.eventlog.Append;
import dev.gkelocal.eventlog.AppendTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

/** A producer span around each append that belongs to a trace (observability sheet 3.2). */
public final class AppendSpans implements AppendTracer {
    private final Tracer tracer;

    public AppendSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Step begin(String topic, String key, String traceparent) {
        var span = tracer.spanBuilder("send " + topic)
                .setParent(Traceparent.parent(traceparent))
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.name", "send")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.destination.partition.id", "0")
                .setAttribute("messaging.kafka.message.key", key)
                .startSpan();
        return new AppendSpan(span);
    }

    private record AppendSpan(Span span) implements Step {
        @Override
        public String traceparent() {
            return Traceparent.of(span.getSpanContext());
        }

        @Override
        public void end(Append outcome) {
            switch (outcome) {
                case Append.Written(var offset) -> span.setAttribute("messaging.kafka.offset", offset);
                case Append.Unavailable(var reason) -> failed("unavailable", reason);
                case Append.Unknown(var reason) -> failed("timeout", reason);
                case Append.Refused(var reason) -> failed("refused", reason);
            }
            span.end();
        }

        private void failed(String type, String reason) {
            span.setAttribute("error.type", type).setStatus(StatusCode.ERROR, reason);
        }
    }
}
