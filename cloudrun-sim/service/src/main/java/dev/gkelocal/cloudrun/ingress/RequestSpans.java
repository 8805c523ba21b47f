package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/** A server span for each request that reaches a service (observability sheet 3.1, 3.4). */
public final class RequestSpans implements RequestTracer {
    private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("faas.instance");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Boolean> COLD_START = AttributeKey.booleanKey("faas.coldstart");
    private static final int SERVER_ERROR = 500;

    private final Tracer tracer;

    public RequestSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public RequestTracer.Span begin(RequestHead head, RevisionName revision) {
        var service = revision.service().service();
        var method = head.request().method().name();
        var builder = tracer.spanBuilder(method + " " + service)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", method)
                .setAttribute("url.scheme", "http")
                .setAttribute("url.path", head.path())
                .setAttribute("server.address", head.authority())
                .setAttribute("client.address", head.remoteIp())
                .setAttribute("network.protocol.version", version(head))
                .setAttribute("faas.name", service)
                .setAttribute("faas.version", revision.revision());
        optional(builder, head);
        var span = (head.isContinued() ? builder.setParent(parent(head.trace())) : builder.setNoParent()).startSpan();
        return new RequestSpan(span, context(span.getSpanContext()));
    }

    private static void optional(SpanBuilder builder, RequestHead head) {
        var path = head.path();
        if (path.length() < head.uri().length()) {
            builder.setAttribute("url.query", head.uri().substring(path.length() + 1));
        }
        var agent = head.request().getHeader("user-agent");
        if (agent != null) {
            builder.setAttribute("user_agent.original", agent);
        }
    }

    private static String version(RequestHead head) {
        return switch (head.request().version()) {
            case HTTP_1_0 -> "1.0";
            case HTTP_1_1 -> "1.1";
            case HTTP_2 -> "2";
        };
    }

    private static Context parent(TraceContext caller) {
        var flags = caller.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
        var remote =
                SpanContext.createFromRemoteParent(caller.traceId(), caller.spanId(), flags, TraceState.getDefault());
        return Context.root().with(io.opentelemetry.api.trace.Span.wrap(remote));
    }

    private static TraceContext context(SpanContext span) {
        return new TraceContext(span.getTraceId(), span.getSpanId(), span.isSampled());
    }

    private record RequestSpan(io.opentelemetry.api.trace.Span span, TraceContext context)
            implements RequestTracer.Span {
        @Override
        public void reaches(InstanceId instance) {
            span.addEvent("passed on", Attributes.of(INSTANCE, instance.value()));
        }

        @Override
        public void count(RevisionMeters meters, int status, long nanos) {
            try (var _ = span.makeCurrent()) {
                meters.served(status, nanos);
            }
        }

        @Override
        public void end(RequestRecord.Outcome outcome) {
            span.setAttribute(STATUS, (long) outcome.status()).setAttribute(COLD_START, outcome.coldStart());
            var instance = outcome.instance();
            if (instance != null) {
                span.setAttribute(INSTANCE, instance.value());
            }
            if (outcome.status() >= SERVER_ERROR) {
                var refusal = outcome.refusal();
                span.setAttribute(ERROR, refusal == null ? Integer.toString(outcome.status()) : refusal);
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }
}
