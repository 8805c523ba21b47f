package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.routing.DataPlane;
import dev.gkelocal.cloudrun.routing.RevisionRoute.Endpoint;
import dev.gkelocal.contracts.InstanceId;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** The requests at one instance. Lives as long as the instance is listed or has a request, across table changes. */
final class InstanceSlot {
    private static final int CLOSED = 1 << 30;

    final Endpoint endpoint;
    final SocketAddress address;
    /** When the instance was first listed, on the nano clock. */
    final long listedAt;

    private final DataPlane.Listener listener;
    /** Requests in flight, plus {@link #CLOSED} while no table lists the instance. */
    private final AtomicInteger state = new AtomicInteger();

    InstanceSlot(Endpoint endpoint, long listedAt, DataPlane.Listener listener) {
        this.endpoint = endpoint;
        this.address = SocketAddress.inetSocketAddress(endpoint.port(), endpoint.host());
        this.listedAt = listedAt;
        this.listener = listener;
    }

    InstanceId id() {
        return endpoint.id();
    }

    /** Adds a request unless there are {@code limit} already, or the instance takes no new ones. */
    boolean tryAcquire(int limit) {
        while (true) {
            var now = state.get();
            if (now >= limit) {
                return false;
            }
            if (state.compareAndSet(now, now + 1)) {
                if (now == 0) {
                    listener.busyChanged(id(), 1);
                }
                return true;
            }
        }
    }

    void release() {
        var left = state.decrementAndGet() & ~CLOSED;
        if (left == 0) {
            listener.busyChanged(id(), 0);
        }
    }

    /** Requests in flight; a very large number when the instance takes no new ones. */
    int load() {
        return state.get();
    }

    int inFlight() {
        return state.get() & ~CLOSED;
    }

    void open() {
        state.getAndUpdate(it -> it & ~CLOSED);
    }

    void close() {
        state.getAndUpdate(it -> it | CLOSED);
    }

    boolean isGone() {
        return state.get() == CLOSED;
    }
}
