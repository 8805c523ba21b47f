package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.fleet.FleetPlan.PlannedRevision;
import dev.gkelocal.cloudrun.runtime.InstanceOrder;
import dev.gkelocal.contracts.InstanceId;
import java.time.Duration;
import java.util.Optional;

/** Says what an instance of a revision runs, in the terms of the runtime at hand. Called at each start: returns at once. */
public interface Orders {
    /** Empty when the revision's image is no longer there. */
    Optional<InstanceOrder> of(
            PlannedRevision revision, InstanceId id, Duration startupTimeout, Duration notReadyBefore);
}
