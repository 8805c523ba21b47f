package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.provisioning.selection.ClassRule;
import java.util.List;

/**
 * A custom ComputeClass as provisioning follows it (autopilot sheet 1.10).
 *
 * @param rules tried in this order
 * @param scaleUpAnyway when no rule can be satisfied: the cluster's usual machines instead of none
 * @param autoCreation new groups may be made; otherwise only groups that exist can grow
 */
public record ClassPlan(String name, List<ClassRule> rules, boolean scaleUpAnyway, boolean autoCreation) {
    public ClassPlan {
        rules = List.copyOf(rules);
    }

    /** @param computeClass an object of kind ComputeClass; fields that provisioning does not know are passed over */
    public static ClassPlan of(Value computeClass) {
        var spec = computeClass.get("spec");
        var defaults = spec.get("priorityDefaults");
        var autopilot = spec.get("autopilot").get("enabled").isTrue();
        return new ClassPlan(
                computeClass.get("metadata").get("name").text(),
                spec.get("priorities").items().stream()
                        .map(it -> rule(it, defaults))
                        .toList(),
                spec.get("whenUnsatisfiable").text().equals("ScaleUpAnyway"),
                autopilot || spec.get("nodePoolAutoCreation").get("enabled").isTrue());
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
