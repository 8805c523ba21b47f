package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.provisioning.selection.ClassRule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A custom ComputeClass as provisioning follows it (autopilot sheet 1.10).
 *
 * @param priorities tried in this order
 * @param scaleUpAnyway when no rule can be satisfied: the cluster's usual machines instead of none
 * @param autoCreation new groups may be made; otherwise only groups that exist can grow
 */
public record ClassPlan(String name, List<Priority> priorities, boolean scaleUpAnyway, boolean autoCreation) {
    public ClassPlan {
        priorities = List.copyOf(priorities);
    }

    /**
     * One wish.
     *
     * @param nodePools existing ones that it names instead of machines; empty = none named
     * @param nodeLabels that its nodes carry besides
     * @param localSsds of a node, for ephemeral storage; 0 = the boot disk
     * @param bootDiskGib 0 = the cluster's default, trimmed to what Pods need
     * @param bootDiskType as written; empty = the family's default
     * @param score higher ones are tried first
     */
    public record Priority(
            ClassRule rule,
            List<String> nodePools,
            Map<String, String> nodeLabels,
            int localSsds,
            int bootDiskGib,
            String bootDiskType,
            int score) {
        /** Of Pods without such a class. */
        static final Priority NONE = new Priority(ClassRule.NONE, List.of(), Map.of(), 0, 0, "", 0);

        public Priority {
            nodePools = List.copyOf(nodePools);
            nodeLabels = Map.copyOf(nodeLabels);
        }
    }

    /** @param computeClass an object of kind ComputeClass; fields that provisioning does not know are passed over */
    public static ClassPlan of(Value computeClass) {
        var spec = computeClass.get("spec");
        var defaults = spec.get("priorityDefaults");
        var autopilot = spec.get("autopilot").get("enabled").isTrue();
        return new ClassPlan(
                computeClass.get("metadata").get("name").text(),
                spec.get("priorities").items().stream()
                        .map(it -> priority(it, defaults))
                        .sorted(Comparator.comparingInt(Priority::score).reversed())
                        .toList(),
                spec.get("whenUnsatisfiable").text().equals("ScaleUpAnyway"),
                autopilot || spec.get("nodePoolAutoCreation").get("enabled").isTrue());
    }

    private static Priority priority(Value priority, Value defaults) {
        var storage = either(priority, defaults, "storage");
        return new Priority(
                rule(priority, defaults),
                priority.get("nodepools").items().stream().map(Value::text).toList(),
                either(priority, defaults, "nodeLabels").texts(),
                number(storage.get("localSSDCount")),
                number(storage.get("bootDiskSize")),
                storage.get("bootDiskType").text(),
                number(priority.get("priorityScore")));
    }

    private static ClassRule rule(Value priority, Value defaults) {
        var gpu = priority.get("gpu");
        var tpu = priority.get("tpu");
        var platform = priority.get("minCpuPlatform").text();
        return new ClassRule(
                true,
                priority.get("podFamily").text(),
                priority.get("machineFamily").text(),
                priority.get("machineType").text(),
                platform.isEmpty() ? ClassRule.ANY_PLATFORM : platform,
                priority.get("spot").isTrue(),
                number(priority.get("minCores")),
                number(priority.get("minMemoryGb")),
                new ClassRule.Accelerators(
                        gpu.get("type").text(),
                        number(gpu.get("count")),
                        gpu.get("driverVersion").text(),
                        tpu.get("type").text(),
                        number(tpu.get("count")),
                        tpu.get("topology").text()),
                zones(either(priority, defaults, "location")),
                number(either(priority, defaults, "maxRunDurationSeconds")));
    }

    private static Value either(Value priority, Value defaults, String field) {
        return priority.get(field).isSet() ? priority.get(field) : defaults.get(field);
    }

    private static List<String> zones(Value location) {
        return location.get("zones").items().stream().map(Value::text).toList();
    }

    private static int number(Value value) {
        return (int) Math.clamp(value.integer().orElse(0), 0, Integer.MAX_VALUE);
    }
}
