package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One finished request, for the request log (cloudrun sheet 1.9).
 *
 * @param instance null when none took it
 * @param uri path and query
 * @param status as sent; 499 when the client left before an answer began
 * @param latency from arrival to the end, waiting included
 * @param requestBytes of the body, as are {@code responseBytes}
 * @param coldStart whether it waited for an instance that became ready after it had arrived
 * @param refusal why the platform answered in place of the program, else null
 */
public record RequestRecord(
        RevisionName revision,
        @Nullable InstanceId instance,
        String method,
        String host,
        String uri,
        String protocol,
        int status,
        Instant at,
        Duration latency,
        long requestBytes,
        long responseBytes,
        String remoteIp,
        @Nullable String userAgent,
        @Nullable String referer,
        String traceId,
        String spanId,
        boolean traceSampled,
        boolean coldStart,
        @Nullable String refusal) {
    static final int CLIENT_GONE = 499;

    public String url() {
        return "http://" + host + uri;
    }

    static RequestRecord of(RequestHead head, Outcome outcome, Instant now) {
        var headers = head.request().headers();
        return new RequestRecord(
                outcome.revision,
                outcome.instance,
                head.request().method().name(),
                head.authority(),
                head.uri(),
                head.request().version().alpnName(),
                outcome.status,
                now.minusNanos(outcome.nanos),
                Duration.ofNanos(outcome.nanos),
                outcome.requestBytes,
                outcome.responseBytes,
                head.remoteIp(),
                headers.get("user-agent"),
                headers.get("referer"),
                outcome.trace.traceId(),
                outcome.trace.spanId(),
                outcome.trace.sampled(),
                outcome.coldStart,
                outcome.refusal);
    }

    /** How a request ended; {@code nanos} since its arrival. */
    record Outcome(
            RevisionName revision,
            @Nullable InstanceId instance,
            int status,
            long nanos,
            long requestBytes,
            long responseBytes,
            TraceContext trace,
            boolean coldStart,
            @Nullable String refusal) {}
}
