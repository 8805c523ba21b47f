package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.core.scaling.InstanceFacts;
import dev.gkelocal.cloudrun.routing.RevisionRoute.Endpoint;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.cloudrun.InstanceState;
import dev.gkelocal.contracts.cloudrun.InstanceState.Phase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An instance as the fleet knows it. Owned by the fleet's thread, but for the time of its last use. */
final class Member {
    final InstanceId id;
    final RevisionName revision;
    final Instant createTime;
    /** Whether a request waited for it when it was started. */
    final boolean onDemand;
    /** Creation in simulated time. */
    final Instant simulatedCreateTime;

    private final String cause;
    private final long epoch;
    private long generation;
    private String host = "";
    private int port;
    private @Nullable Long pid;
    private @Nullable Instant readyTime;
    private Phase phase = Phase.STARTING;
    private @Nullable Phase published;
    private @Nullable String end;
    int inFlight;
    /** Of the request that it is started for; absent without one, and once it is ready. */
    @Nullable
    String traceparent;
    /** Set once its process was asked to end. */
    boolean stopRequested;
    /** Real time at which a draining one is ended even with requests at it. */
    @Nullable
    Instant drainDeadline;
    /** Simulated; written by the ingress' threads. */
    private volatile Instant lastUsed;

    Member(
            InstanceId id,
            RevisionName revision,
            Instant createTime,
            Instant simulatedCreateTime,
            String cause,
            boolean onDemand,
            long epoch) {
        this.id = id;
        this.revision = revision;
        this.createTime = createTime;
        this.simulatedCreateTime = simulatedCreateTime;
        this.cause = cause;
        this.onDemand = onDemand;
        this.epoch = epoch;
        this.lastUsed = simulatedCreateTime;
        // Versions of one instance rise through restarts of this program, which do not remember them.
        this.generation = Math.max(1, createTime.toEpochMilli());
    }

    void spawned(@Nullable Long processId) {
        pid = processId;
    }

    void ready(String at, int listensOn, Instant when, Instant simulatedAt) {
        host = at;
        port = listensOn;
        readyTime = when;
        phase = Phase.IDLE;
        lastUsed = simulatedAt;
    }

    void used(Instant simulatedAt) {
        lastUsed = simulatedAt;
    }

    void drain(Instant deadline) {
        phase = Phase.DRAINING;
        drainDeadline = deadline;
    }

    boolean starting() {
        return phase == Phase.STARTING;
    }

    boolean draining() {
        return phase == Phase.DRAINING;
    }

    boolean serving() {
        return phase == Phase.IDLE || phase == Phase.ACTIVE;
    }

    @Nullable
    Instant readyTime() {
        return readyTime;
    }

    /** Takes over the number of requests at it as the ingress counts them. */
    void busy(int requests) {
        inFlight = requests;
        if (serving()) {
            phase = requests > 0 ? Phase.ACTIVE : Phase.IDLE;
        }
    }

    InstanceFacts facts() {
        return starting()
                ? new InstanceFacts.Starting(id, simulatedCreateTime)
                : new InstanceFacts.Ready(id, simulatedCreateTime, inFlight, lastUsed);
    }

    Endpoint endpoint() {
        return new Endpoint(id, host, port);
    }

    Phase phase() {
        return phase;
    }

    /** Whether its phase was told since it last changed. */
    boolean published() {
        return published == phase;
    }

    InstanceState publish(Instant now) {
        published = phase;
        generation = Math.max(generation + 1, now.toEpochMilli());
        return state(phase, null, null);
    }

    InstanceState publishEnd(Instant now, String why, @Nullable Integer exitCode) {
        phase = Phase.STOPPED;
        published = phase;
        end = why;
        generation = Math.max(generation + 1, now.toEpochMilli());
        return state(phase, now, exitCode);
    }

    private InstanceState state(Phase now, @Nullable Instant endTime, @Nullable Integer exitCode) {
        return new InstanceState(
                id,
                revision,
                new Version(epoch, generation),
                now,
                port == 0 ? null : host + ":" + port,
                pid,
                createTime,
                readyTime,
                endTime,
                end == null ? cause : end,
                exitCode);
    }
}
