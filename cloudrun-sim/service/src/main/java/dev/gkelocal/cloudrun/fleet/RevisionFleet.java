package dev.gkelocal.cloudrun.fleet;

import dev.gkelocal.cloudrun.core.lifecycle.StartBackoff;
import dev.gkelocal.cloudrun.core.scaling.ConcurrencyWindows;
import dev.gkelocal.cloudrun.core.scaling.RevisionFacts;
import dev.gkelocal.cloudrun.core.scaling.ScalingDecision;
import dev.gkelocal.cloudrun.core.scaling.ScalingSettings;
import dev.gkelocal.cloudrun.core.scaling.Standing;
import dev.gkelocal.cloudrun.fleet.FleetPlan.PlannedRevision;
import dev.gkelocal.cloudrun.routing.RevisionRoute;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.cloudrun.ContainerPort.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The instances of one revision and the memory of its load. Owned by the fleet's thread. */
final class RevisionFleet {
    private final ConcurrencyWindows windows;
    private final Map<InstanceId, Member> members = new LinkedHashMap<>();
    private PlannedRevision plan;
    private boolean failedForGood;
    private StartBackoff backoff = StartBackoff.NONE;
    int pending;
    /** The last thing that was decided; absent before the first. */
    @Nullable
    ScalingDecision last;

    RevisionFleet(PlannedRevision plan, ScalingSettings settings) {
        this.plan = plan;
        this.windows = new ConcurrencyWindows(settings);
    }

    PlannedRevision plan() {
        return plan;
    }

    void plan(PlannedRevision next) {
        plan = next;
    }

    StartBackoff backoff() {
        return backoff;
    }

    /** Real time. One failure alone delays nothing: a request that follows it should not pay for an accident. */
    Instant startsFrom() {
        return backoff.crashLoops() ? backoff.startsFrom() : Instant.EPOCH;
    }

    /** @param readyTime of the instance that ended by itself; absent when it never was ready */
    void failed(Instant now, @Nullable Instant readyTime, StartBackoff.Settings settings) {
        backoff = readyTime == null
                ? backoff.startFailed(now, settings)
                : backoff.died(Duration.between(readyTime, now), now, settings);
    }

    Map<InstanceId, Member> members() {
        return members;
    }

    /** No further start is tried: the deployment failed, and what was asked for says so soon. */
    void giveUp() {
        failedForGood = true;
    }

    boolean trying() {
        return plan.standing() == Standing.DEPLOYING && !failedForGood;
    }

    void observe(Instant from, Instant to, double averageConcurrency) {
        windows.observe(from, to, averageConcurrency);
    }

    /**
     * @param now simulated
     * @param startsFrom simulated
     */
    RevisionFacts facts(Instant now, boolean enabled, Duration averageStartup, Instant startsFrom) {
        var standing = enabled && !failedForGood ? plan.standing() : Standing.REMOVED;
        var live = members.values().stream()
                .filter(it -> !it.draining())
                .map(Member::facts)
                .toList();
        return new RevisionFacts(
                plan.name(),
                standing,
                plan.limits(),
                windows.averages(now),
                live,
                standing == Standing.REMOVED ? 0 : pending,
                averageStartup,
                startsFrom);
    }

    RevisionRoute route(Duration pendingLimit) {
        var decision = last;
        var instances = decision == null
                ? List.<RevisionRoute.Endpoint>of()
                : decision.preferred().stream()
                        .map(members::get)
                        .filter(it -> it != null && it.serving())
                        .map(Member::endpoint)
                        .toList();
        var port = plan.template().ingressContainer().port();
        return new RevisionRoute(
                plan.name(),
                plan.limits().maxConcurrency(),
                plan.template().timeout(),
                port == null ? Protocol.HTTP1 : port.protocol(),
                decision == null ? pendingLimit : decision.pendingLimit(),
                decision != null && decision.atMaximum(),
                instances,
                decision == null ? 0 : decision.recommended());
    }
}
