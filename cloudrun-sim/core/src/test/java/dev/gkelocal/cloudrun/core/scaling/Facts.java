package dev.gkelocal.cloudrun.core.scaling;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds the facts of one revision; an untouched one serves, is empty and has the usual limits 80, 0, 100. */
final class Facts {
    static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");
    static final RevisionName WEB = new ServiceName("local", "us-central1", "web").revision("web-00001-abc");

    private Standing standing = Standing.SERVING;
    private ScalingLimits limits = new ScalingLimits(80, 0, 100);
    private LoadAverages load = LoadAverages.NONE;
    private int pending;
    private Duration startup = Duration.ZERO;
    private Instant startsFrom = Instant.MIN;
    private final List<InstanceFacts> instances = new ArrayList<>();

    static Facts facts() {
        return new Facts();
    }

    Facts standing(Standing standing) {
        this.standing = standing;
        return this;
    }

    Facts limits(int concurrency, int min, int max) {
        limits = new ScalingLimits(concurrency, min, max);
        return this;
    }

    Facts load(double oneMinute, double tenMinutes) {
        load = new LoadAverages(oneMinute, tenMinutes);
        return this;
    }

    Facts pending(int pending) {
        this.pending = pending;
        return this;
    }

    Facts startup(Duration startup) {
        this.startup = startup;
        return this;
    }

    Facts startsFrom(Instant startsFrom) {
        this.startsFrom = startsFrom;
        return this;
    }

    Facts starting(int count) {
        for (int i = 0; i < count; i++) {
            instances.add(new InstanceFacts.Starting(nextId(), T0));
        }
        return this;
    }

    Facts ready(int... inFlight) {
        for (int requests : inFlight) {
            instances.add(new InstanceFacts.Ready(nextId(), T0, requests, T0));
        }
        return this;
    }

    Facts idleSince(Instant... since) {
        for (var instant : since) {
            instances.add(new InstanceFacts.Ready(nextId(), T0, 0, instant));
        }
        return this;
    }

    RevisionFacts build() {
        return new RevisionFacts(WEB, standing, limits, load, instances, pending, startup, startsFrom);
    }

    private InstanceId nextId() {
        return id(instances.size());
    }

    static InstanceId id(int index) {
        return new InstanceId("i" + index);
    }
}
