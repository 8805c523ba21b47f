package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.Quotas;
import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.provisioning.nap.GivenPool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what a cluster has from the start, and what its project may have: {@code cluster.nodePools} and {@code cluster.quotas}. */
final class FactsReader {
    private static final long MOST = 1_000_000_000L;
    private static final int MOST_NODES = 5_000;
    private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    private FactsReader() {}

    static Quotas quotas(Fields fields) {
        fields.only("vcpus", "gpus", "nodeAddresses", "podAddresses");
        var gpus = new TreeMap<String, Long>();
        var byType = fields.mapping("gpus");
        byType.self().entries().keySet().forEach(it -> gpus.put(it, byType.number(it, 0, 0, MOST)));
        return new Quotas(
                fields.number("vcpus", Quotas.UNLIMITED, 0, MOST),
                gpus,
                fields.number("nodeAddresses", Quotas.UNLIMITED, 0, MOST),
                fields.number("podAddresses", Quotas.UNLIMITED, 0, MOST));
    }

    /** @param zones of the cluster */
    static Optional<GivenPool> pool(Fields fields, List<String> zones) {
        fields.only(
                "name",
                "machineType",
                "zones",
                "nodes",
                "min",
                "max",
                "spot",
                "computeClass",
                "gpu",
                "disk",
                "maxPods",
                "labels",
                "taints");
        var in = fields.texts("zones", zones);
        in.stream()
                .filter(it -> !zones.contains(it))
                .forEach(it ->
                        fields.problem("zone '" + it + "' is none of the cluster's: " + String.join(", ", zones)));
        try {
            return Optional.of(new GivenPool(
                    fields.required("name"),
                    fields.required("machineType"),
                    in,
                    count(fields),
                    fields.flag("spot", false),
                    fields.text("computeClass", ""),
                    gpus(fields.mapping("gpu")),
                    disk(fields.mapping("disk")),
                    (int) fields.number("maxPods", GivenPool.usualPods(), 8, 256),
                    labels(fields),
                    fields.list("taints").stream().map(FactsReader::taint).toList()));
        } catch (IllegalArgumentException impossible) {
            fields.problem(String.valueOf(impossible.getMessage()));
            return Optional.empty();
        }
    }

    /** Without a maximum the pool keeps its size. */
    private static GivenPool.Count count(Fields fields) {
        int start = (int) fields.number("nodes", 1, 0, MOST_NODES);
        int most = (int) fields.number("max", start, 0, MOST_NODES);
        int least = (int) fields.number("min", fields.has("max") ? 0 : start, 0, MOST_NODES);
        return new GivenPool.Count(start, least, most);
    }

    private static GivenPool.Gpus gpus(Fields fields) {
        fields.only("type", "count");
        return fields.self().isSet()
                ? new GivenPool.Gpus(fields.required("type"), (int) fields.number("count", 1, 1, 16))
                : GivenPool.Gpus.NONE;
    }

    private static GivenPool.Disk disk(Fields fields) {
        fields.only("type", "gib");
        return new GivenPool.Disk(fields.text("type", ""), (int) fields.number("gib", 100, 10, 65_536));
    }

    private static Map<String, String> labels(Fields fields) {
        return fields.mapping("labels").self().texts();
    }

    private static Taint taint(Fields fields) {
        fields.only("key", "value", "effect");
        var effect = fields.text("effect", "NoSchedule");
        if (!EFFECTS.contains(effect)) {
            fields.problem("'effect' must be " + String.join(", ", EFFECTS) + ", not '" + effect + "'");
        }
        return new Taint(fields.required("key"), fields.text("value", ""), effect);
    }
}
