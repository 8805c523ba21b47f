package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.provisioning.nap.NapFacts;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which machines can be had: faults that are going on, and how long the autoscaler waits after a refusal. */
final class Supply {
    private static final Duration FIRST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private final World world;
    private final List<Fault> active = new ArrayList<>();
    private final Map<String, Wait> waits = new TreeMap<>();

    /** @param next how long the wait will be if it fails again soon after */
    record Wait(Instant until, Duration next) {}

    Supply(World world) {
        this.world = world;
    }

    void restore(List<Fault> faults, List<ClusterState.Waiting> waiting) {
        active.addAll(faults);
        waiting.forEach(it -> waits.put(it.group(), new Wait(it.until(), Duration.ofSeconds(it.nextSeconds()))));
    }

    void begin(Fault fault) {
        active.add(fault);
    }

    void end(Fault fault) {
        active.remove(fault);
    }

    List<Fault> active() {
        return active;
    }

    Map<String, Wait> waits() {
        return waits;
    }

    /** Groups that are not tried before the wait after their last failure is over. */
    Set<String> backoff() {
        return waits.entrySet().stream()
                .filter(it -> it.getValue().until().isAfter(world.now()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The end of the first wait that is still to end; NOT_YET without any. */
    Instant nextTry() {
        return waits.values().stream()
                .map(Wait::until)
                .filter(it -> it.isAfter(world.now()))
                .min(Instant::compareTo)
                .orElse(PodState.NOT_YET);
    }

    /** A group could not grow: it is left alone, twice as long each time. */
    void refuse(String group) {
        var before = waits.get(group);
        var wait =
                before == null || before.until().plus(LONGEST_WAIT).isBefore(world.now()) ? FIRST_WAIT : before.next();
        var doubled = wait.multipliedBy(2);
        waits.put(
                group, new Wait(world.now().plus(wait), doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled));
    }

    Set<NapFacts.StockOut> stockOuts() {
        var out = new HashSet<NapFacts.StockOut>();
        for (var fault : active) {
            switch (fault) {
                case Fault.StockOut(var family, var zone, var ignored) ->
                    out.addAll(stockOuts(family, zone, NapFacts.Offer.ANY));
                case Fault.ZoneOutage(var zone, var ignored) -> out.addAll(stockOuts("", zone, NapFacts.Offer.ANY));
                case Fault.SpotWave(var ignored, var machines, var zone, var lasting) -> {
                    if (!lasting.isZero()) {
                        out.addAll(stockOuts(machines, zone, NapFacts.Offer.SPOT));
                    }
                }
                case Fault.NodeCrash ignored -> {}
                case Fault.Upgrade ignored -> {}
                case Fault.Quota ignored -> {}
            }
        }
        return out;
    }

    /** @param machines empty = every family */
    private static List<NapFacts.StockOut> stockOuts(String machines, String zone, NapFacts.Offer offer) {
        var families = machines.isEmpty()
                ? MachineCatalogue.bundled().families().stream()
                        .map(MachineFamily::name)
                        .toList()
                : List.of(machines);
        return families.stream()
                .map(it -> new NapFacts.StockOut(it, zone, offer))
                .toList();
    }

    NapFacts.Quota quota() {
        long used = world.nodes().stream()
                .mapToLong(it -> it.machine().capacity().vcpus())
                .sum();
        long left = active.stream()
                .mapToLong(it ->
                        it instanceof Fault.Quota(var vcpus, var ignored) ? Math.max(0, vcpus - used) : Long.MAX_VALUE)
                .min()
                .orElse(Long.MAX_VALUE);
        var quotas = world.facts.quotas();
        return new NapFacts.Quota(Math.min(left, left(quotas.vcpus(), used)), gpusLeft(quotas), addressesLeft(quotas));
    }

    private static long left(long quota, long used) {
        return quota == Quotas.UNLIMITED ? Quotas.UNLIMITED : Math.max(0, quota - used);
    }

    private Map<String, Long> gpusLeft(Quotas quotas) {
        var left = new TreeMap<>(quotas.gpus());
        for (var node : world.nodes()) {
            var capacity = node.machine().capacity();
            left.computeIfPresent(capacity.gpuType(), (type, has) -> Math.max(0, has - capacity.gpus()));
        }
        return left;
    }

    private NapFacts.Addresses addressesLeft(Quotas quotas) {
        long pods = world.nodes().stream()
                .mapToLong(it -> NapFacts.Addresses.of(1, it.node().maxPods()).pods())
                .sum();
        return new NapFacts.Addresses(
                left(quotas.nodeAddresses(), world.nodes().size()), left(quotas.podAddresses(), pods));
    }
}
