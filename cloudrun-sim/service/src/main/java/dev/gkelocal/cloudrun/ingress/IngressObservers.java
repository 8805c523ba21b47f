package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.routing.DataPlane;

/** Who is told what the ingress does. */
public record IngressObservers(
        DataPlane.Listener listener, RequestLog log, IngressMetrics metrics, RequestTracer tracer) {}
