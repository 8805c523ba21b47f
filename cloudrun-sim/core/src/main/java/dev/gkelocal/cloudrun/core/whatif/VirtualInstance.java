package dev.gkelocal.cloudrun.core.whatif;

import dev.gkelocal.cloudrun.core.scaling.InstanceFacts;
import dev.gkelocal.contracts.InstanceId;
import java.time.Instant;

/** An instance in virtual time. Times are nanoseconds since the scenario's start. */
final class VirtualInstance {
    final InstanceId id;
    final long started;
    private boolean ready;
    private int inFlight;
    private long changed;
    private long active;

    VirtualInstance(InstanceId id, long started) {
        this.id = id;
        this.started = started;
    }

    boolean ready() {
        return ready;
    }

    boolean active() {
        return !ready || inFlight > 0;
    }

    int inFlight() {
        return inFlight;
    }

    void becomeReady(long now) {
        ready = true;
        active = now - started;
        changed = now;
    }

    void begin(long now) {
        if (inFlight++ == 0) {
            changed = now;
        }
    }

    void end(long now) {
        if (--inFlight == 0) {
            active += now - changed;
            changed = now;
        }
    }

    /** Time with a request, or starting, up to now. */
    long activeUntil(long now) {
        if (!ready) {
            return now - started;
        }
        return inFlight == 0 ? active : active + now - changed;
    }

    InstanceFacts facts(Instant origin) {
        var createTime = origin.plusNanos(started);
        return ready
                ? new InstanceFacts.Ready(id, createTime, inFlight, origin.plusNanos(changed))
                : new InstanceFacts.Starting(id, createTime);
    }
}
