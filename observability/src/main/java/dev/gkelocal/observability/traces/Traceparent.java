package dev.gkelocal.observability.traces;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A place in a trace as the W3C header {@code traceparent} says it. */
public final class Traceparent {
    public static final String HEADER = "traceparent";

    private static final TextMapGetter<String> ONLY = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String text) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String text, String key) {
            return key.equals(HEADER) ? text : null;
        }
    };

    private Traceparent() {}

    /** A context in which new spans are children of it; the root, when the text is no traceparent. */
    public static Context parent(@Nullable String text) {
        return text == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), text, ONLY);
    }

    public static String of(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }

    /**
     * Where a call that was just taken belongs: to the span that is recorded for it, else to its caller's trace, else to a
     * new one of its own.
     *
     * @param header of the call; absent without one
     */
    public static SpanContext ofCall(@Nullable String header, RandomGenerator random) {
        var recorded = Span.current().getSpanContext();
        if (recorded.isValid()) {
            return recorded;
        }
        var caller = Span.fromContext(parent(header)).getSpanContext();
        return caller.isValid() ? caller : fresh(random);
    }

    private static SpanContext fresh(RandomGenerator random) {
        var hex = HexFormat.of();
        return SpanContext.create(
                hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + hex.toHexDigits(random.nextLong()),
                hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }
}
