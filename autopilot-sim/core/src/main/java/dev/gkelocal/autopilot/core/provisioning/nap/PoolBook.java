package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.provisioning.choice.NodeGroup;
import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The groups that exist, and those that were planned a moment ago. */
final class PoolBook {
    private final MachineCatalogue catalogue;
    private final Map<String, Pool> pools = new LinkedHashMap<>();

    PoolBook(MachineCatalogue catalogue, List<Pool> existing) {
        this.catalogue = catalogue;
        existing.forEach(it -> pools.put(it.group().name(), it));
    }

    boolean has(String group) {
        return pools.containsKey(group);
    }

    List<NodeGroup> groups() {
        return pools.values().stream().map(Pool::group).toList();
    }

    /** Node pools that provisioning made. */
    int autoProvisioned() {
        return (int) groups().stream()
                .filter(it -> it.origin() != NodeGroup.Origin.MANUAL)
                .map(NodeGroup::pool)
                .distinct()
                .count();
    }

    /** Those that a custom class's wish allows; for Pods without such a class the filters alone decide. */
    List<Pool> allowed(Tiers.Tier tier, Shard shard) {
        if (!tier.rule().given()) {
            return List.copyOf(pools.values());
        }
        var named = tier.wish().nodePools();
        if (!named.isEmpty()) {
            return pools.values().stream()
                    .filter(it -> named.contains(it.group().pool()))
                    .toList();
        }
        var types = tier.spec().candidates(catalogue).stream()
                .map(MachineType::name)
                .toList();
        return pools.values().stream()
                .filter(it -> types.contains(it.group().node().machineType()))
                .filter(it -> isOf(it, tier, shard.computeClass()))
                .toList();
    }

    private static boolean isOf(Pool pool, Tiers.Tier tier, String computeClass) {
        var labels = pool.template().labels();
        var zones = tier.rule().zones();
        return computeClass.equals(labels.get(GkeLabels.COMPUTE_CLASS))
                && pool.group().node().spot() == tier.rule().spot()
                && (zones.isEmpty() || zones.contains(pool.zone()))
                && labels.entrySet().containsAll(tier.wish().nodeLabels().entrySet());
    }

    /** A group of that name that is full gets a sister. */
    Pool unique(Pool pool) {
        var name = pool.group().name();
        for (var number = 2; has(name); number++) {
            name = pool.group().name() + "-" + number;
        }
        return with(pool, name, 0, pool.group().origin());
    }

    /** The group has been asked for so many more nodes. */
    void grow(Pool pool, int nodes) {
        var group = pool.group();
        var origin = group.isNew() ? NodeGroup.Origin.UPCOMING : group.origin();
        pools.put(group.name(), with(pool, group.name(), group.nodes() + nodes, origin));
    }

    private static Pool with(Pool pool, String name, int nodes, NodeGroup.Origin origin) {
        var group = pool.group();
        return new Pool(
                new NodeGroup(name, group.pool(), group.node(), nodes, group.maxNodes(), origin),
                pool.zone(),
                pool.template(),
                pool.daemons(),
                pool.bootDiskGib());
    }
}
