package dev.gkelocal.cloudrun.core.scaling;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.cloudrun.ScalingDecided.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The two mechanisms of Cloud Run's autoscaler (cloudrun sheet 2.2): the metrics' recommendation, and starts on demand
 * for requests that find no slot. A pure function of its facts; ask it at every tick and whenever a request waits.
 */
public final class Autoscaler {
    private static final Comparator<InstanceFacts> OLDEST_FIRST = Comparator.comparing(InstanceFacts::createTime)
            .thenComparing(it -> it.id().value());

    private final ScalingSettings settings;
    private final List<Driver> drivers;

    public Autoscaler(ScalingSettings settings) {
        this(settings, List.of(new ConcurrencyDriver(settings.concurrencyTarget())));
    }

    public Autoscaler(ScalingSettings settings, List<Driver> drivers) {
        this.settings = settings;
        this.drivers = List.copyOf(drivers);
    }

    public ScalingDecision decide(RevisionFacts facts, Instant now) {
        int formula = drivers.stream().mapToInt(it -> it.wanted(facts)).max().orElse(0);
        var wish = wish(facts, formula);
        int starts = starts(facts, wish, now);
        var stops = stops(facts, formula, now);
        return new ScalingDecision(
                facts,
                starts,
                stops,
                preferred(facts, stops),
                Math.min(Math.max(wish.byLoad, wish.floor), facts.limits().maxInstances()),
                formula,
                facts.limits().maxConcurrency() * settings.concurrencyTarget(),
                reason(facts, wish, starts, stops),
                settings.pendingLimit(facts.averageStartup()));
    }

    /**
     * Instances asked for, each before the maximum.
     *
     * @param byLoad by the metrics
     * @param onDemand by requests that no slot is coming for
     * @param floor by rules that know no load
     */
    private record Wish(int byLoad, int onDemand, int floor) {
        int largest() {
            return Math.max(byLoad, Math.max(onDemand, floor));
        }
    }

    private Wish wish(RevisionFacts facts, int formula) {
        return new Wish(byLoad(facts, formula), facts.live() + missing(facts), floor(facts));
    }

    /** From zero only a request starts an instance, whatever the averages remember (sheet 2.2). So it is without traffic. */
    private static int byLoad(RevisionFacts facts, int formula) {
        if (facts.busy()) {
            return Math.max(1, formula);
        }
        return facts.live() == 0 || facts.standing() == Standing.UNREACHABLE ? 0 : formula;
    }

    /** Instances that the waiting requests need beyond the free slots and those that start already. */
    private static int missing(RevisionFacts facts) {
        long concurrency = facts.limits().maxConcurrency();
        long coming = facts.starting() * concurrency;
        for (var instance : facts.ready()) {
            coming += Math.max(0, concurrency - instance.inFlight());
        }
        long uncovered = Math.max(0, facts.pending() - coming);
        return Math.toIntExact(Math.ceilDiv(uncovered, concurrency));
    }

    private int floor(RevisionFacts facts) {
        int min = facts.limits().minInstances();
        return switch (facts.standing()) {
            case DEPLOYING -> Math.max(1, min);
            case SERVING -> settings.scaleToZero() ? min : Math.max(1, min);
            case UNREACHABLE, REMOVED -> 0;
        };
    }

    private static int starts(RevisionFacts facts, Wish wish, Instant now) {
        if (facts.standing() == Standing.REMOVED || now.isBefore(facts.startsFrom())) {
            return 0;
        }
        return Math.max(0, Math.min(wish.largest(), facts.limits().maxInstances()) - facts.live());
    }

    private List<InstanceId> stops(RevisionFacts facts, int formula, Instant now) {
        if (facts.standing() == Standing.REMOVED) {
            return facts.instances().stream().map(InstanceFacts::id).toList();
        }
        int excess = Math.max(0, facts.live() - kept(facts, formula));
        return facts.ready().stream()
                .filter(it -> it.idle() && !now.isBefore(it.since().plus(settings.idleRetention())))
                .sorted(Comparator.comparing(InstanceFacts.Ready::since).thenComparing(OLDEST_FIRST))
                .limit(excess)
                .map(InstanceFacts.Ready::id)
                .toList();
    }

    /** The last instance of an idle revision goes by its retention alone, though the averages still remember load. */
    private int kept(RevisionFacts facts, int formula) {
        int byLoad = byLoad(facts, formula);
        int needed = byLoad == 1 && !facts.busy() ? 0 : byLoad;
        return Math.max(floor(facts), Math.min(needed, facts.limits().maxInstances()));
    }

    private static List<InstanceId> preferred(RevisionFacts facts, List<InstanceId> stops) {
        return facts.ready().stream()
                .sorted(OLDEST_FIRST)
                .map(InstanceFacts.Ready::id)
                .filter(it -> !stops.contains(it))
                .toList();
    }

    private static Reason reason(RevisionFacts facts, Wish wish, int starts, List<InstanceId> stops) {
        if (!stops.isEmpty()) {
            return facts.standing() == Standing.UNREACHABLE || facts.standing() == Standing.REMOVED
                    ? Reason.RETIRED
                    : Reason.IDLE;
        }
        if (wish.largest() > facts.limits().maxInstances()) {
            return Reason.MAX_INSTANCES;
        }
        boolean byRequest = wish.onDemand > Math.max(wish.byLoad, wish.floor);
        if ((starts > 0 && byRequest) || zeroWoken(facts, wish)) {
            return Reason.ON_DEMAND;
        }
        if (wish.floor > wish.byLoad) {
            return facts.standing() == Standing.DEPLOYING ? Reason.DEPLOY_CHECK : Reason.MIN_INSTANCES;
        }
        return wish.byLoad > 0 ? Reason.CONCURRENCY : Reason.IDLE;
    }

    /** The first instance is started by the request that waits for it, not by the averages. */
    private static boolean zeroWoken(RevisionFacts facts, Wish wish) {
        return facts.live() == 0 && facts.pending() > 0 && wish.onDemand >= Math.max(wish.byLoad, wish.floor);
    }
}
