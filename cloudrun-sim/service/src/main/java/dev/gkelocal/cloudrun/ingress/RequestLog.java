package dev.gkelocal.cloudrun.ingress;

/** Told of each request that reached a service, once, at its end. Called on event loops: take it and return at once. */
public interface RequestLog {
    RequestLog NONE = request -> {};

    void finished(RequestRecord request);
}
