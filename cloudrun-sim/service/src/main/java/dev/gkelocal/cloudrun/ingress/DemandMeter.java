package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.routing.DataPlane.Demand;
import java.util.concurrent.atomic.AtomicReference;

/** Counts the requests of one revision, those that wait included, and weights them by time. Exact across threads. */
final class DemandMeter {
    private final AtomicReference<Level> level;
    private Level taken;

    DemandMeter(long nanos) {
        taken = new Level(0, 0, nanos, 0);
        level = new AtomicReference<>(taken);
    }

    void arrived(long nanos) {
        Level now;
        do {
            now = level.get();
        } while (!level.compareAndSet(now, now.changed(1, 1, nanos)));
    }

    void left(long nanos) {
        Level now;
        do {
            now = level.get();
        } while (!level.compareAndSet(now, now.changed(-1, 0, nanos)));
    }

    int present() {
        return level.get().present;
    }

    /** Demand since the last call. */
    synchronized Demand take(long nanos, int pending) {
        var now = level.get().changed(0, 0, nanos);
        var elapsed = now.at - taken.at;
        var average = elapsed == 0 ? now.present : (double) (now.area - taken.area) / elapsed;
        var demand = new Demand(average, Math.max(0, now.present - pending), pending, now.requests - taken.requests);
        taken = now;
        return demand;
    }

    /**
     * @param present requests in flight or waiting
     * @param area sum of present x time until {@code at}, in request-nanoseconds; wraps only after centuries of load
     * @param requests arrived so far
     */
    private record Level(int present, long area, long at, long requests) {
        Level changed(int by, int arrivals, long nanos) {
            var elapsed = Math.max(0, nanos - at);
            return new Level(present + by, area + present * elapsed, at + elapsed, requests + arrivals);
        }
    }
}
