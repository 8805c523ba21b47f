package dev.gkelocal.cloudrun.core.whatif;

import dev.gkelocal.cloudrun.core.billing.Usage;
import dev.gkelocal.cloudrun.core.scaling.InstanceFacts;
import dev.gkelocal.cloudrun.core.scaling.ScalingDecision;
import dev.gkelocal.contracts.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The instances of one revision in virtual time, which of them takes a request, and what they cost. */
final class VirtualFleet {
    private final Instant origin;
    private final int concurrency;
    private final int minInstances;
    private final Map<InstanceId, VirtualInstance> instances = new LinkedHashMap<>();
    private final List<Prediction.Count> counts = new ArrayList<>();
    private List<VirtualInstance> preferred = List.of();
    private int recommended;
    private int turn;
    private int inFlight;
    private int active;
    private long starts;
    private long accountedUntil;
    private long idleMinimum;
    private Duration billedActive = Duration.ZERO;
    private Duration billedLifetime = Duration.ZERO;

    VirtualFleet(Scenario scenario) {
        origin = scenario.start();
        concurrency = scenario.limits().maxConcurrency();
        minInstances = scenario.limits().minInstances();
    }

    List<InstanceFacts> facts() {
        return instances.values().stream().map(it -> it.facts(origin)).toList();
    }

    int inFlight() {
        return inFlight;
    }

    long starts() {
        return starts;
    }

    List<Prediction.Count> counts() {
        return counts;
    }

    VirtualInstance start(long now) {
        account(now);
        var instance = new VirtualInstance(new InstanceId(String.format(Locale.ROOT, "v%08d", ++starts)), now);
        instances.put(instance.id, instance);
        active++;
        count(now);
        return instance;
    }

    void ready(VirtualInstance instance, long now) {
        account(now);
        instance.becomeReady(now);
        active--;
        count(now);
    }

    /** Puts a decision in force: who is preferred, and who goes. */
    void apply(ScalingDecision decision, long now) {
        decision.stops().forEach(id -> stop(id, now));
        preferred = decision.preferred().stream().map(instances::get).toList();
        recommended = Math.min(decision.recommended(), preferred.size());
    }

    /**
     * A free slot, chosen as the ingress does: the least busy of the recommended instances, equals by turns; only when
     * these are full the others, in order (cloudrun sheet 2.2).
     */
    @Nullable
    VirtualInstance free() {
        VirtualInstance best = null;
        int least = concurrency;
        int first = turn++ & Integer.MAX_VALUE;
        for (int i = 0; i < recommended; i++) {
            var candidate = preferred.get((first + i) % recommended);
            if (candidate.inFlight() < least) {
                least = candidate.inFlight();
                best = candidate;
            }
        }
        for (int i = recommended; best == null && i < preferred.size(); i++) {
            if (preferred.get(i).inFlight() < concurrency) {
                best = preferred.get(i);
            }
        }
        return best;
    }

    void begin(VirtualInstance instance, long now) {
        account(now);
        active += instance.inFlight() == 0 ? 1 : 0;
        instance.begin(now);
        inFlight++;
    }

    void end(VirtualInstance instance, long now) {
        account(now);
        instance.end(now);
        active -= instance.inFlight() == 0 ? 1 : 0;
        inFlight--;
    }

    /** The meters at the end; instances that still run are billed up to then. */
    Usage usage(long now, long requests) {
        account(now);
        List.copyOf(instances.values()).forEach(it -> bill(it, now));
        return new Usage(billedActive, Duration.ofNanos(idleMinimum), billedLifetime, requests);
    }

    private void stop(InstanceId id, long now) {
        account(now);
        var instance = instances.remove(id);
        if (instance != null) {
            bill(instance, now);
            count(now);
        }
    }

    private void bill(VirtualInstance instance, long now) {
        billedActive = billedActive.plus(Usage.roundedUp(Duration.ofNanos(instance.activeUntil(now))));
        billedLifetime = billedLifetime.plus(Usage.billedLifetime(Duration.ofNanos(now - instance.started)));
    }

    /** Idle instances that only the minimum keeps, summed over time. */
    private void account(long now) {
        idleMinimum += (now - accountedUntil) * Math.max(0, Math.min(minInstances, instances.size()) - active);
        accountedUntil = now;
    }

    private void count(long now) {
        int ready = Math.toIntExact(
                instances.values().stream().filter(VirtualInstance::ready).count());
        counts.add(new Prediction.Count(origin.plusNanos(now), instances.size() - ready, ready));
    }
}
