package dev.gkelocal.cloudrun.core.whatif;

import dev.gkelocal.cloudrun.core.scaling.Autoscaler;
import dev.gkelocal.cloudrun.core.scaling.ConcurrencyWindows;
import dev.gkelocal.cloudrun.core.scaling.QueueTimeout;
import dev.gkelocal.cloudrun.core.scaling.RevisionFacts;
import dev.gkelocal.cloudrun.core.scaling.ScalingDecision;
import dev.gkelocal.cloudrun.core.scaling.Standing;
import dev.gkelocal.cloudrun.core.scaling.StartupAverage;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs traffic through the live platform's {@link Autoscaler} and {@link ConcurrencyWindows} in virtual time. It asks
 * them when the live loop does: at every tick, when a request waits, and when an instance becomes ready. Times are
 * nanoseconds since the scenario's start.
 */
public final class WhatIf {
    private static final RevisionName REVISION =
            new ServiceName("local", "virtual", "service").revision("service-00001-sim");

    private final Scenario scenario;
    private final Autoscaler autoscaler;
    private final ConcurrencyWindows windows;
    private final VirtualFleet fleet;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final ArrayDeque<Waiter> line = new ArrayDeque<>();
    private final List<ScalingDecided> decisions = new ArrayList<>();
    private StartupAverage startups;
    private ScalingDecision last;
    private long now;
    private long order;
    private long observedUntil;
    private long changedAt;
    private double area;
    private int pending;
    private long served;
    private long rateExceeded;
    private long tooSlow;
    private long timedOut;
    private long waited;
    private long longestWait;

    private WhatIf(Scenario scenario) {
        this.scenario = scenario;
        autoscaler = new Autoscaler(scenario.scaling());
        windows = new ConcurrencyWindows(scenario.scaling());
        fleet = new VirtualFleet(scenario);
        // The deployment's trial start was the first.
        startups = StartupAverage.NONE.with(scenario.startup());
        last = decision();
    }

    /** @param arrivals in order of time; those after the scenario's end are left out */
    public static Prediction run(Scenario scenario, Iterator<Arrival> arrivals) {
        return new WhatIf(scenario).run(arrivals);
    }

    private Prediction run(Iterator<Arrival> arrivals) {
        long end = scenario.length().toNanos();
        decide();
        at(scenario.tick().toNanos(), this::tick);
        var next = next(arrivals, 0);
        while (true) {
            var event = events.peek();
            if (next != null && (event == null || next.at().toNanos() < event.at)) {
                if (next.at().toNanos() >= end) {
                    next = null;
                    continue;
                }
                now = next.at().toNanos();
                arrive(next);
                next = next(arrivals, now);
            } else if (event != null && event.at <= end) {
                events.remove();
                now = event.at;
                event.action.run();
            } else {
                break;
            }
        }
        return prediction(end);
    }

    private Prediction prediction(long end) {
        return new Prediction(
                new Prediction.Answers(served, rateExceeded, tooSlow, timedOut),
                waited,
                Duration.ofNanos(longestWait),
                fleet.starts(),
                fleet.counts(),
                decisions,
                fleet.usage(end, served + timedOut));
    }

    private static @Nullable Arrival next(Iterator<Arrival> arrivals, long after) {
        if (!arrivals.hasNext()) {
            return null;
        }
        var arrival = arrivals.next();
        if (arrival.at().toNanos() < after) {
            throw new IllegalArgumentException(
                    "arrivals must be in order of time: " + arrival.at() + " came after " + Duration.ofNanos(after));
        }
        return arrival;
    }

    private void tick() {
        observe();
        decide();
        at(now + scenario.tick().toNanos(), this::tick);
    }

    private void arrive(Arrival arrival) {
        var request = new Waiter(now, arrival.service().toNanos());
        var instance = fleet.free();
        if (instance != null) {
            serve(request, instance);
            return;
        }
        enter(request);
        observe();
        decide();
    }

    private void enter(Waiter request) {
        demandChanges();
        line.add(request);
        pending++;
        waited++;
        long limit = Math.min(
                last.pendingLimit().toNanos(), scenario.requestTimeout().toNanos());
        at(now + limit, () -> giveUp(request));
    }

    private void giveUp(Waiter request) {
        if (request.left) {
            return;
        }
        demandChanges();
        request.left = true;
        pending--;
        if (now - request.arrived >= scenario.requestTimeout().toNanos()) {
            timedOut++;
            return;
        }
        switch (QueueTimeout.of(last)) {
            case AT_MAXIMUM -> rateExceeded++;
            case TOO_SLOW -> tooSlow++;
        }
    }

    private void serve(Waiter request, VirtualInstance instance) {
        demandChanges();
        fleet.begin(instance, now);
        long end = now + request.service;
        long timeout = request.arrived + scenario.requestTimeout().toNanos();
        longestWait = Math.max(longestWait, now - request.arrived);
        at(Math.min(end, timeout), () -> finish(instance, end <= timeout));
    }

    private void finish(VirtualInstance instance, boolean inTime) {
        demandChanges();
        fleet.end(instance, now);
        if (inTime) {
            served++;
        } else {
            timedOut++;
        }
        serveLine();
    }

    private void serveLine() {
        while (pending > 0) {
            var instance = fleet.free();
            if (instance == null) {
                return;
            }
            var request = line.remove();
            if (request.left) {
                continue;
            }
            demandChanges();
            request.left = true;
            pending--;
            serve(request, instance);
        }
    }

    private void ready(VirtualInstance instance) {
        fleet.ready(instance, now);
        startups = startups.with(scenario.startup());
        decide();
        serveLine();
    }

    private void decide() {
        last = decision();
        if (last.changesCount()) {
            decisions.add(last.toEvent(instant(now)));
        }
        fleet.apply(last, now);
        for (int i = 0; i < last.starts(); i++) {
            var instance = fleet.start(now);
            at(now + scenario.startup().toNanos(), () -> ready(instance));
        }
    }

    private ScalingDecision decision() {
        var facts = new RevisionFacts(
                REVISION,
                Standing.SERVING,
                scenario.limits(),
                windows.averages(instant(now)),
                fleet.facts(),
                pending,
                startups.mean(),
                Instant.MIN);
        return autoscaler.decide(facts, instant(now));
    }

    /** Reports the concurrency since the last report, weighted by time. */
    private void observe() {
        demandChanges();
        if (now > observedUntil) {
            windows.observe(instant(observedUntil), instant(now), area / (now - observedUntil));
            observedUntil = now;
            area = 0;
        }
    }

    /** To be called before the number of requests changes. */
    private void demandChanges() {
        area += (double) (now - changedAt) * (fleet.inFlight() + pending);
        changedAt = now;
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, order++, action));
    }

    private Instant instant(long nanos) {
        return scenario.start().plusNanos(nanos);
    }

    private record Event(long at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    private static final class Waiter {
        final long arrived;
        final long service;
        boolean left;

        Waiter(long arrived, long service) {
            this.arrived = arrived;
            this.service = service;
        }
    }
}
