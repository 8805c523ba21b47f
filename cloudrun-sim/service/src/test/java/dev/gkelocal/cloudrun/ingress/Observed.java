package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.routing.DataPlane;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/** Remembers all that the ingress tells. */
final class Observed implements DataPlane.Listener, RequestLog, IngressMetrics {
    final List<RevisionName> waits = new CopyOnWriteArrayList<>();
    final List<InstanceId> unreachable = new CopyOnWriteArrayList<>();
    final List<String> busy = new CopyOnWriteArrayList<>();
    final List<RequestRecord> log = new CopyOnWriteArrayList<>();
    final List<Integer> served = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();

    @Override
    public void requestWaits(RevisionName revision, String traceparent) {
        waits.add(revision);
    }

    @Override
    public void instanceUnreachable(InstanceId instance) {
        unreachable.add(instance);
    }

    @Override
    public void busyChanged(InstanceId instance, int inFlight) {
        busy.add(instance + "=" + inFlight);
    }

    @Override
    public void finished(RequestRecord request) {
        log.add(request);
    }

    @Override
    public RevisionMeters revision(RevisionName name, IntSupplier waiting) {
        return new RevisionMeters() {
            @Override
            public void served(int status, long nanos) {
                served.add(status);
            }

            @Override
            public void refused(String reason) {
                refused.add(reason);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void refused(String reason) {
        refused.add(reason);
    }
}
