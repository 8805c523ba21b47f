package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.choice.Choice;
import dev.gkelocal.autopilot.core.provisioning.choice.ClusterUse;
import dev.gkelocal.autopilot.core.provisioning.choice.PriceExpander;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.Failure;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.NewNode;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.ScaleUp;
import dev.gkelocal.autopilot.core.provisioning.requirements.Separation;
import dev.gkelocal.autopilot.core.provisioning.requirements.WorkloadIdentity;
import dev.gkelocal.autopilot.core.provisioning.shapes.ComputeClass;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans one scale-up at a time for Pods that ask for the same kind of nodes, and remembers what was planned before. */
final class ShardPlanner {
    private final MachineCatalogue catalogue;
    private final NapSettings settings;
    private final PriceExpander expander;
    private final NapFacts facts;
    private final ClusterSnapshot snapshot;
    private final Upsizer upsizer;
    private final NewGroups newGroups;
    private final List<ScaleUp> plans = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final PoolBook pools;
    private final Stock stock;

    ShardPlanner(
            MachineCatalogue catalogue,
            NapSettings settings,
            PriceExpander expander,
            NapFacts facts,
            ClusterSnapshot snapshot,
            Upsizer upsizer,
            Templates templates) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.expander = expander;
        this.facts = facts;
        this.snapshot = snapshot;
        this.upsizer = upsizer;
        newGroups = new NewGroups(catalogue, settings, facts, templates);
        pools = new PoolBook(catalogue, facts.pools());
        stock = new Stock(facts);
    }

    List<ScaleUp> plans() {
        return List.copyOf(plans);
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    /**
     * @param helped Pods that get a node
     * @param refused the others, where nothing was done
     */
    record Step(List<Pod> helped, List<Refusals.Group> refused) {}

    Step plan(Shard shard) {
        var tiers = new Tiers(catalogue, settings, facts, shard);
        var packer = new Packer(snapshot, shard.pods());
        var refusals = new Refusals(packer, tiers.refused());
        var stockOut = false;
        for (var tier : tiers.all()) {
            if (tier.afterStockOut() && !stockOut) {
                continue;
            }
            var before = failures.size();
            var helped = attempt(shard, tier, packer, refusals);
            if (!helped.isEmpty()) {
                return new Step(helped, List.of());
            }
            stockOut |= failures.size() > before;
        }
        return new Step(List.of(), stockOut ? List.of() : refusals.of(shard.pods()));
    }

    private List<Pod> attempt(Shard shard, Tiers.Tier tier, Packer packer, Refusals refusals) {
        var made = new HashMap<String, NewGroups.Candidate>();
        var options = new ArrayList<Packer.Packed>();
        for (var pool : pools.allowed(tier, shard)) {
            if (facts.backoff().contains(pool.group().name())) {
                refusals.backoff();
            } else {
                refusals.existing(pool);
                packer.pack(pool).ifPresent(options::add);
            }
        }
        for (var candidate : toMake(shard, tier, refusals)) {
            made.put(candidate.pool().group().name(), candidate);
            refusals.made(candidate.pool());
            packer.pack(candidate.pool()).ifPresent(options::add);
        }
        return choose(shard, tier, packer, onlySmallest(fewestAddresses(options), shard, tier), made);
    }

    private List<NewGroups.Candidate> toMake(Shard shard, Tiers.Tier tier, Refusals refusals) {
        if (!tier.wish().nodePools().isEmpty()) {
            return List.of();
        }
        if (shard.separation() instanceof Separation.Invalid invalid) {
            refusals.add(Reason.separation(invalid.label(), invalid.message()));
            return List.of();
        }
        if (!tier.autoCreation()) {
            refusals.add(Reason.autoCreationDisabled(shard.computeClass()));
            return List.of();
        }
        var count = pools.autoProvisioned();
        if (count >= settings.maxPools()) {
            refusals.add(Reason.poolLimit(count));
            return List.of();
        }
        var zones = zones(tier);
        if (zones.isEmpty()) {
            refusals.add(Reason.noZones());
            return List.of();
        }
        return switch (newGroups.find(tier, shard, zones)) {
            case NewGroups.Found.Nothing(var why) -> {
                refusals.add(why);
                yield List.of();
            }
            case NewGroups.Found.Groups(var all) -> {
                var free = all.stream()
                        .filter(it ->
                                !facts.backoff().contains(it.pool().group().name()))
                        .toList();
                if (free.size() < all.size()) {
                    refusals.backoff();
                }
                yield free.stream()
                        .filter(it -> !pools.has(it.pool().group().name()))
                        .toList();
            }
        };
    }

    /** Those with the fewest nodes first, so that equal options even them out. */
    private List<String> zones(Tiers.Tier tier) {
        var nodes = new HashMap<String, Integer>();
        snapshot.nodes().forEach(it -> nodes.merge(it.labels().getOrDefault(Node.ZONE, ""), 1, Integer::sum));
        return facts.zones().stream()
                .filter(it ->
                        tier.rule().zones().isEmpty() || tier.rule().zones().contains(it))
                .sorted(Comparator.comparingInt(it -> nodes.getOrDefault(it, 0)))
                .toList();
    }

    /** Of groups that differ in the number of Pods per node alone, the one that wastes the least. */
    private static List<Packer.Packed> fewestAddresses(List<Packer.Packed> options) {
        var best = new LinkedHashMap<String, Packer.Packed>();
        for (var option : options) {
            var group = option.pool().group();
            var key = group.isNew()
                    ? group.node().machineType() + "/" + option.pool().zone()
                    : group.name();
            best.merge(key, option, (one, other) -> addressPenalty(one) <= addressPenalty(other) ? one : other);
        }
        return List.copyOf(best.values());
    }

    private static double addressPenalty(Packer.Packed packed) {
        return MaxPods.penalty(
                packed.option().nodes(),
                packed.pool().template().maxPods(),
                packed.option().packing().pods());
    }

    /** Slices of hardware and Pods of extended duration get the smallest machine that will do. */
    private List<Packer.Packed> onlySmallest(List<Packer.Packed> options, Shard shard, Tiers.Tier tier) {
        var slices = catalogue.computeClass(tier.spec().computeClass()).filter(ComputeClass::sliceOfHardware);
        if (slices.isEmpty() && !shard.isExtendedDuration()) {
            return options;
        }
        var smallest = options.stream()
                .filter(it -> it.pool().group().isNew())
                .map(it -> it.pool().group().node())
                .min(Comparator.<dev.gkelocal.autopilot.core.provisioning.choice.NodeOffer>comparingLong(
                                it -> it.milliCpu())
                        .thenComparingLong(it -> it.memoryBytes()))
                .map(it -> it.machineType())
                .orElse("");
        return options.stream()
                .filter(it -> !it.pool().group().isNew()
                        || it.pool().group().node().machineType().equals(smallest))
                .toList();
    }

    private List<Pod> choose(
            Shard shard,
            Tiers.Tier tier,
            Packer packer,
            List<Packer.Packed> options,
            Map<String, NewGroups.Candidate> made) {
        var left = new ArrayList<>(options);
        while (!left.isEmpty()) {
            var choice = expander.choose(
                    use(), left.stream().map(Packer.Packed::option).toList());
            var winner = choice.winner().orElseThrow().option();
            var packed = left.stream()
                    .filter(it -> it.option().equals(winner))
                    .findFirst()
                    .orElseThrow();
            var error = stock.error(packed);
            if (error.isEmpty()) {
                return accept(
                        shard,
                        tier,
                        packer,
                        packed,
                        choice,
                        Optional.ofNullable(made.get(winner.group().name())));
            }
            failures.add(new Failure(packed.pool(), error.get(), pods(packed)));
            left.removeIf(it -> it == packed || stock.error(it).equals(error) && isAlike(it, packed));
        }
        return List.of();
    }

    /** Fails for the same cause, so it is not tried too. */
    private static boolean isAlike(Packer.Packed one, Packer.Packed other) {
        return one.pool()
                        .group()
                        .node()
                        .family()
                        .equals(other.pool().group().node().family())
                && one.pool().zone().equals(other.pool().zone());
    }

    private static List<Pod> pods(Packer.Packed packed) {
        return packed.nodes().stream().flatMap(List::stream).toList();
    }

    private List<Pod> accept(
            Shard shard,
            Tiers.Tier tier,
            Packer packer,
            Packer.Packed packed,
            Choice choice,
            Optional<NewGroups.Candidate> candidate) {
        packer.keep(packed);
        stock.take(packed);
        var pool = candidate
                .map(it -> pools.unique(newGroups.trimmed(it, tier, shard, packed.nodes())))
                .orElse(packed.pool());
        var nodes = packed.nodes().stream().map(it -> newNode(pool, it)).toList();
        plans.add(new ScaleUp(pool, nodes, tier.name(), choice));
        pools.grow(pool, nodes.size());
        return pods(packed);
    }

    private NewNode newNode(Pool pool, List<Pod> pods) {
        var used = Resources.NONE;
        for (var pod : pods) {
            used = used.plus(pod.requests());
        }
        for (var daemon : pool.daemons()) {
            used = used.plus(daemon.requests());
        }
        return new NewNode(pods, upsizer.vmFor(pool.group().node().machineType(), used));
    }

    private ClusterUse use() {
        var running = new HashMap<String, ClusterUse.Requests>();
        for (var node : snapshot.nodes()) {
            var sum = running.getOrDefault(WorkloadIdentity.of(node).text(), ClusterUse.Requests.NONE);
            for (var pod : snapshot.podsOn(node.name())) {
                sum = Upsizer.isBalloon(pod) ? sum : sum.plus(pod.requests(), 1);
            }
            running.put(WorkloadIdentity.of(node).text(), sum);
        }
        return new ClusterUse(pools.groups(), running);
    }
}
