package dev.gkelocal.cloudrun.core.traffic;

import dev.gkelocal.contracts.cloudrun.TrafficTarget;
import java.util.List;

/** What came of a wish to change the traffic. */
public sealed interface TrafficChange {

    record Changed(List<TrafficTarget> targets) implements TrafficChange {
        public Changed {
            targets = List.copyOf(targets);
        }
    }

    /** Impossible, for the reason that gcloud gives. */
    record Refused(String message) implements TrafficChange {}
}
