package dev.gkelocal.autopilot.core.provisioning.selection;

import dev.gkelocal.autopilot.core.manifest.Value;

/** Reads one entry of {@code spec.priorities}; what it leaves out comes from {@code spec.priorityDefaults}. */
final class PriorityReader {
    private final Value rule;
    private final Value defaults;

    private PriorityReader(Value rule, Value defaults) {
        this.rule = rule;
        this.defaults = defaults;
    }

    static ClassRule read(Value rule, Value defaults) {
        return new PriorityReader(rule, defaults).read();
    }

    private ClassRule read() {
        return new ClassRule(
                true,
                field("podFamily").text(),
                field("machineFamily").text(),
                field("machineType").text(),
                field("minCpuPlatform").text(ClassRule.ANY_PLATFORM),
                field("spot").isTrue(),
                (int) number(field("minCores"), 0),
                (int) number(field("minMemoryGb"), 0),
                accelerators(field("gpu"), field("tpu")),
                field("location").get("zones").items().stream().map(Value::text).toList(),
                number(field("maxRunDurationSeconds"), 0));
    }

    private static ClassRule.Accelerators accelerators(Value gpu, Value tpu) {
        return new ClassRule.Accelerators(
                gpu.get("type").text(),
                (int) number(gpu.get("count"), gpu.isSet() ? 1 : 0),
                gpu.get("driverVersion").text(),
                tpu.get("type").text(),
                (int) number(tpu.get("count"), tpu.isSet() ? 1 : 0),
                tpu.get("topology").text());
    }

    private Value field(String name) {
        return rule.get(name).isSet() ? rule.get(name) : defaults.get(name);
    }

    private static long number(Value value, long whenAbsent) {
        return Math.clamp(value.integer().orElse(whenAbsent), 0, Integer.MAX_VALUE);
    }
}
