package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.contracts.RevisionName;
import java.util.function.IntSupplier;

/** Where the ingress counts. */
public interface IngressMetrics {
    IngressMetrics NONE = new IngressMetrics() {
        @Override
        public RevisionMeters revision(RevisionName name, IntSupplier waiting) {
            return RevisionMeters.NONE;
        }

        @Override
        public void refused(String reason) {}
    };

    /**
     * The meters of one revision, which are kept: called once per revision.
     *
     * @param waiting requests without a slot, now
     */
    RevisionMeters revision(RevisionName name, IntSupplier waiting);

    /** A request that named no known service. */
    void refused(String reason);
}
