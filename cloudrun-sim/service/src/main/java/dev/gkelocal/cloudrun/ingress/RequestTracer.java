package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;

/** Records requests as spans. Called on event loops: must not wait. */
public interface RequestTracer {
    /** Records nothing and leaves the caller's context, or the fresh one, as it is. */
    RequestTracer NONE = (head, revision) -> new Span() {
        @Override
        public TraceContext context() {
            return head.trace();
        }

        @Override
        public void reaches(InstanceId instance) {}

        @Override
        public void count(RevisionMeters meters, int status, long nanos) {
            meters.served(status, nanos);
        }

        @Override
        public void end(RequestRecord.Outcome outcome) {}
    };

    Span begin(RequestHead head, RevisionName revision);

    interface Span {
        /** What the instance and the request log are told: the request's trace, and this span. */
        TraceContext context();

        /** The request is passed on to an instance; again when another one could not be reached. */
        void reaches(InstanceId instance);

        /** Counts the request while its span is the current one, so that its latency points to its trace. */
        void count(RevisionMeters meters, int status, long nanos);

        void end(RequestRecord.Outcome outcome);
    }
}
