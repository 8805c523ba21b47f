package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.routing.DataPlane;
import dev.gkelocal.cloudrun.routing.RevisionRoute;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one revision: at its instances and in its waiting line. Slots are taken and given back on any thread,
 * without locks; tables change on one thread at a time.
 */
final class RevisionLane {
    final RevisionName name;
    final DemandMeter demand;
    final RevisionMeters meters;
    private final WaitingLine line = new WaitingLine();
    private final Map<InstanceId, InstanceSlot> slots = new HashMap<>();
    private final DataPlane.Listener listener;
    private volatile Target target;
    private int turn;

    RevisionLane(RevisionRoute route, DataPlane.Listener listener, IngressMetrics metrics, long nanos) {
        this.name = route.name();
        this.listener = listener;
        this.demand = new DemandMeter(nanos);
        this.meters = metrics.revision(name, line::waiting);
        this.target = new Target(route, new InstanceSlot[0]);
    }

    RevisionRoute route() {
        return target.route;
    }

    int waiting() {
        return line.waiting();
    }

    /** A free slot, unless others wait for one already. */
    @Nullable
    InstanceSlot enter() {
        return line.waiting() > 0 ? null : acquire(null);
    }

    /** A free slot at another instance than the given one. */
    @Nullable
    InstanceSlot elsewhere(InstanceSlot than) {
        return acquire(than);
    }

    void join(Waiter waiter) {
        line.join(waiter);
        handOut();
    }

    boolean leave(Waiter waiter) {
        return line.leave(waiter);
    }

    void release(InstanceSlot slot) {
        slot.release();
        handOut();
    }

    /**
     * Gives free slots to those who wait. Who adds a waiter calls this after, and so does who frees a slot: one of the two
     * sees the other.
     */
    private void handOut() {
        while (line.waiting() > 0) {
            var slot = acquire(null);
            if (slot == null) {
                return;
            }
            var taker = line.next();
            if (taker == null) {
                slot.release();
            } else {
                taker.granted(slot);
            }
        }
    }

    private @Nullable InstanceSlot acquire(@Nullable InstanceSlot except) {
        var now = target;
        var slots = now.slots;
        var concurrency = now.route.concurrency();
        var preferred = Math.min(now.route.preferred(), slots.length);
        InstanceSlot slot;
        while ((slot = leastBusy(slots, preferred, concurrency, except)) != null) {
            if (slot.tryAcquire(concurrency)) {
                return slot;
            }
        }
        for (int i = preferred; i < slots.length; i++) {
            if (slots[i] != except && slots[i].tryAcquire(concurrency)) {
                return slots[i];
            }
        }
        return null;
    }

    /** Equally busy ones take turns. The counter is shared without care: it only spreads. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private @Nullable InstanceSlot leastBusy(
            InstanceSlot[] slots, int preferred, int concurrency, @Nullable InstanceSlot except) {
        if (preferred == 0) {
            return null;
        }
        InstanceSlot best = null;
        var least = concurrency;
        var start = turn++ & Integer.MAX_VALUE;
        for (int i = 0; i < preferred; i++) {
            var slot = slots[(start + i) % preferred];
            var load = slot.load();
            if (load < least && slot != except) {
                least = load;
                best = slot;
            }
        }
        return best;
    }

    /** Puts a new route in force. Not for two threads at once. */
    void change(RevisionRoute route, long nanos) {
        var listed = new InstanceSlot[route.instances().size()];
        var gone = new HashMap<>(slots);
        for (int i = 0; i < listed.length; i++) {
            var endpoint = route.instances().get(i);
            var slot = slots.get(endpoint.id());
            if (slot == null || !slot.endpoint.equals(endpoint)) {
                slot = new InstanceSlot(endpoint, nanos, listener);
            }
            slot.open();
            slots.put(endpoint.id(), slot);
            gone.remove(endpoint.id());
            listed[i] = slot;
        }
        target = new Target(route, listed);
        gone.values().forEach(InstanceSlot::close);
        slots.values().removeIf(InstanceSlot::isGone);
        handOut();
    }

    /** No table lists the revision any more: who waits is refused. */
    void retire(Refusal refusal, long nanos) {
        var last = target.route;
        change(
                new RevisionRoute(
                        last.name(),
                        last.concurrency(),
                        last.timeout(),
                        last.protocol(),
                        last.pendingLimit(),
                        last.atMaximum(),
                        java.util.List.of(),
                        0),
                nanos);
        Waiter.Taker taker;
        while ((taker = line.next()) != null) {
            taker.refused(refusal);
        }
    }

    boolean isIdle() {
        return demand.present() == 0 && slots.values().stream().allMatch(it -> it.inFlight() == 0);
    }

    void countInFlight(Map<InstanceId, Integer> into) {
        for (var slot : slots.values()) {
            var inFlight = slot.inFlight();
            if (inFlight > 0) {
                into.put(slot.id(), inFlight);
            }
        }
    }

    private record Target(RevisionRoute route, InstanceSlot[] slots) {}
}
