package dev.gkelocal.cloudrun.ingress;

/** Counts the requests of one revision. Called on event loops: must be cheap. */
public interface RevisionMeters extends AutoCloseable {
    RevisionMeters NONE = new RevisionMeters() {
        @Override
        public void served(int status, long nanos) {}

        @Override
        public void refused(String reason) {}

        @Override
        public void close() {}
    };

    /** A request that reached an instance has ended. @param nanos since it reached the instance */
    void served(int status, long nanos);

    /** The platform answered because no instance took the request. */
    void refused(String reason);

    /** The revision is gone: its series end. */
    @Override
    void close();
}
