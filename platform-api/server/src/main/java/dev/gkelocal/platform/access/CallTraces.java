package dev.gkelocal.platform.access;

import dev.gkelocal.observability.traces.Traceparent;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.slf4j.MDC;

/** Gives each call its place in a trace: what it writes to the event log and to our own log carries it. */
public final class CallTraces {

    @ServerRequestFilter(preMatching = true)
    public void place(ContainerRequestContext request) {
        var given = request.getHeaderString(Traceparent.HEADER);
        var span = Traceparent.ofCall(given, ThreadLocalRandom.current());
        request.getHeaders().putSingle(Traceparent.HEADER, Traceparent.of(span));
        MDC.put("traceId", span.getTraceId());
        MDC.put("spanId", span.getSpanId());
    }
}
