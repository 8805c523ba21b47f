package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.contracts.RevisionName;

/** Records requests as spans. Called on event loops: must not wait. */
public interface RequestTracer {
    /** Records nothing and leaves the caller's context, or the fresh one, as it is. */
    RequestTracer NONE = (context, revision, method, uri) -> new Span() {
        @Override
        public TraceContext context() {
            return context;
        }

        @Override
        public void end(int status) {}
    };

    /** @param context the caller's, or a fresh one */
    Span begin(TraceContext context, RevisionName revision, String method, String uri);

    interface Span {
        /** What the instance is told: the same trace, and this span as parent. */
        TraceContext context();

        void end(int status);
    }
}
