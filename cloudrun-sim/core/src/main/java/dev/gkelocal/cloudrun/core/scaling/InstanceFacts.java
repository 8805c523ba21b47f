package dev.gkelocal.cloudrun.core.scaling;

import dev.gkelocal.contracts.InstanceId;
import java.time.Instant;

/** An instance that takes requests or soon will. Draining ones are no longer the autoscaler's business. */
public sealed interface InstanceFacts {
    InstanceId id();

    Instant createTime();

    /** Does not listen yet. */
    record Starting(InstanceId id, Instant createTime) implements InstanceFacts {}

    /**
     * Takes requests.
     *
     * @param inFlight requests at it
     * @param since when the last request left it, or when it became ready if none came; only read when it is idle
     */
    record Ready(InstanceId id, Instant createTime, int inFlight, Instant since) implements InstanceFacts {
        public Ready {
            if (inFlight < 0) {
                throw new IllegalArgumentException("inFlight must not be negative, got " + inFlight);
            }
        }

        boolean idle() {
            return inFlight == 0;
        }
    }
}
