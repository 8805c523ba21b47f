package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.ingress.RequestSpans;
import dev.gkelocal.cloudrun.ingress.RequestTracer;
import dev.gkelocal.eventlog.AppendTracer;
import dev.gkelocal.observability.traces.AppendSpans;
import io.opentelemetry.api.trace.Tracer;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What records spans. While tracing is off nothing of it is made, and requests and appends pay nothing. */
@Singleton
final class Tracing {
    private final boolean off;
    private final Provider<Tracer> tracer;

    Tracing(@ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off, Provider<Tracer> tracer) {
        this.off = off;
        this.tracer = tracer;
    }

    RequestTracer requests() {
        return off ? RequestTracer.NONE : new RequestSpans(tracer.get());
    }

    AppendTracer appends() {
        return off ? AppendTracer.NONE : new AppendSpans(tracer.get());
    }
}
