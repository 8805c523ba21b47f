package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.routing.DataPlane;
import dev.gkelocal.cloudrun.routing.RouteTable;
import dev.gkelocal.cloudrun.runtime.AdoptedInstance;
import dev.gkelocal.cloudrun.runtime.InstanceOrder;
import dev.gkelocal.cloudrun.runtime.InstanceRuntime;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the fleet works on before it is started: there are no requests, and there must be no starts. */
final class Nowhere {
    static final DataPlane DATA_PLANE = new DataPlane() {
        @Override
        public void publish(RouteTable table) {}

        @Override
        public Map<RevisionName, Demand> takeDemand() {
            return Map.of();
        }

        @Override
        public Map<InstanceId, Integer> inFlight() {
            return Map.of();
        }
    };

    static final InstanceRuntime RUNTIME = new InstanceRuntime() {
        @Override
        public void start(InstanceOrder order) {
            throw new IllegalStateException("the fleet was not started");
        }

        @Override
        public void stop(InstanceId id, Duration grace) {}

        @Override
        public List<AdoptedInstance> adopt() {
            return List.of();
        }

        @Override
        public void shutDown(Duration grace) {}
    };

    private Nowhere() {}
}
