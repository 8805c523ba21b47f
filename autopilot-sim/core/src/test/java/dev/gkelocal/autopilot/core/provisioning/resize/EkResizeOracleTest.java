package dev.gkelocal.autopilot.core.provisioning.resize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.OracleRows;
import dev.gkelocal.autopilot.core.OracleTotals;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.provisioning.capacity.NodeImage;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EkResizeOracleTest {
    private static final String CLUSTER_VERSION = "1.30.3-gke.1225000";
    private static final ResizeSettings NO_BUFFER =
            new ResizeSettings(new Size(2000, 4194304), new Size(1000, 1024), Size.ZERO);

    @Test
    void resize_agreesWithTheAutoscaler() {
        var rows = OracleRows.read("ek-resize/cases.jsonl");
        var failed = new ArrayList<String>();
        for (var row : rows) {
            var ours = answer(row.get("function").text(), row.get("in"));
            if (!agrees(ours, row.get("expect"))) {
                failed.add(row.get("id").text() + ": expected " + row.get("expect") + " but was " + ours);
            }
        }
        OracleTotals.record("ek-resize", rows.size() - failed.size(), rows.size());
        assertThat(failed).isEmpty();
    }

    /** Absent, null, zero, false and empty are the same in these vectors. */
    private static boolean agrees(Value ours, Value expected) {
        if (expected instanceof Value.Mapping(var entries, var ignored)) {
            return entries.entrySet().stream()
                    .allMatch(it -> it.getKey().equals("errorContains")
                            ? ours.get("error").text().contains(it.getValue().text())
                            : agrees(ours.get(it.getKey()), it.getValue()));
        }
        return plain(ours).equals(plain(expected));
    }

    private static String plain(Value value) {
        if (value instanceof Value.Sequence(var items, var ignored)) {
            return items.stream().map(Value::text).toList().toString();
        }
        return switch (value.text()) {
            case "0", "false" -> "";
            default -> value.text();
        };
    }

    private static Value answer(String function, Value in) {
        return switch (function) {
            case "add" -> result(size(in.get("s1")).plus(size(in.get("s2"))));
            case "subtract" -> result(size(in.get("s1")).minus(size(in.get("s2"))));
            case "max", "maxSize" -> both(first(in).max(second(in)));
            case "min", "minSize" -> both(first(in).min(second(in)));
            case "isDownsizeVmSize" -> flag("downsize", starting(in).covers(desired(in)));
            case "isUpsizeVmSize" -> flag("upsize", desired(in).covers(starting(in)));
            case "sizeComparisons" ->
                flag("downsize", starting(in).isLargerThan(desired(in)))
                        .with("upsize", Value.of(desired(in).isLargerThan(starting(in))));
            case "resourcesToSize" -> named("size", quantitiesOf(in.get("resources")));
            case "roundUpToIncrement" ->
                Value.ABSENT.with("result", Value.of(Size.roundUp(number(in, "x"), number(in, "increment"))));
            case "validateValue" ->
                flag(
                        "error",
                        !ResizeSettings.isSupported(
                                number(in, "value"), number(in, "minValue"), number(in, "increment")));
            case "getMachineType" -> machineType(in);
            case "getLimits" -> limits(in);
            case "getLimits_Errors" -> limits(in);
            case "minMemKiBLimit" -> minMemory(in);
            case "makeSizeValid" ->
                named(
                        "vm",
                        resizer(in.get("machineType").text(), settings(in), in).makeValid(size(in.get("vm"))));
            default -> calculated(function, in);
        };
    }

    private static Value calculated(String function, Value in) {
        var resizer =
                resizer(in.get("machineType").text(), named(in.get("limits").text()), in);
        return switch (function) {
            case "calculator.makeValid" -> named("vm", resizer.makeValid(size(in.get("vm"))));
            case "calculator.toAllocatable" -> named("allocatable", resizer.toAllocatable(size(in.get("vm"))));
            case "calculator.toVmSize" -> named("vm", resizer.toVmSize(size(in.get("allocatable"))));
            case "calculator.roundUp" -> named("allocatable", resizer.roundUp(size(in.get("allocatable"))));
            case "calculator.minAllocatable" -> named("allocatable", resizer.minAllocatable());
            default -> Value.of("unknown function " + function);
        };
    }

    private static ResizeSettings named(String limits) {
        return switch (limits) {
            case "fine" -> ResizeSettings.FINE;
            case "nobuffer" -> NO_BUFFER;
            default -> ResizableFamily.bundled("ek").orElseThrow().defaults();
        };
    }

    private static ResizeSettings settings(Value in) {
        return new ResizeSettings(size(in.get("minVm")), size(in.get("step")), Size.ZERO);
    }

    private static Resizer resizer(String machineType, ResizeSettings settings, Value in) {
        var image = NodeImage.cos(
                NodeImage.AMD64,
                in.get("nodeVersion").text().isEmpty()
                        ? CLUSTER_VERSION
                        : in.get("nodeVersion").text());
        var facts = new Resizer.NodeFacts(
                image, (int) number(in, "maxPodsPerNode"), in.get("dataplaneV1").isTrue(), 0);
        var machine = MachineCatalogue.bundled().machineType(machineType).orElseThrow();
        return new Resizer(machine, ResizableFamily.bundled(machine.family()).orElseThrow(), settings, facts);
    }

    private static Value machineType(Value in) {
        var type = in.get("node")
                .get("labels")
                .get("node.kubernetes.io/instance-type")
                .text();
        return flag("error", type.isEmpty()).with("machineType", Value.of(type));
    }

    private static Value limits(Value in) {
        var type = machineType(in).get("machineType").text();
        var family = MachineCatalogue.bundled().familyOf(type);
        if (family.isEmpty()) {
            return Value.ABSENT.with("error", Value.of("unsupported machine family"));
        }
        var resizable = ResizableFamily.bundled(family.get().name());
        if (resizable.isEmpty()) {
            return Value.ABSENT.with("error", Value.of("node is not resizable"));
        }
        var config = in.get("limitConfig");
        var settings = config.isSet()
                ? new ResizeSettings(
                        quantitiesOf(config.get("minVmSize")),
                        quantitiesOf(config.get("incrementStep")),
                        quantitiesOf(config.get("safetyBuffer")))
                : resizable.get().defaults();
        var problems = config.isSet() ? settings.problemsFor(resizable.get()) : List.<String>of();
        if (!problems.isEmpty()) {
            return Value.ABSENT.with("error", Value.of(problems.getFirst()));
        }
        return Value.ABSENT.with("limits", shown(settings, resizable.get()));
    }

    private static Value shown(ResizeSettings settings, ResizableFamily family) {
        return named("minVmSize", settings.minVm())
                .with("incrementStep", value(settings.step()))
                .with("safetyBuffer", quantities(settings.buffer()))
                .with(
                        "resizableConfig",
                        Value.ABSENT
                                .with(
                                        "allocationSafetyDefault",
                                        quantities(family.defaults().buffer()))
                                .with(
                                        "defaultMachineTypes",
                                        Value.of(family.defaultMachineTypes().stream()
                                                .map(Value::of)
                                                .toList()))
                                .with(
                                        "incrementStepDefault",
                                        quantities(family.defaults().step()))
                                .with("kubeProxyMemoryBytesOverheadPerCPU", bytes(family.proxyBytesPerVcpu()))
                                .with("maxMemoryPerCPU", bytes(family.maxKibPerVcpu() * 1024))
                                .with("minIncrementLimit", quantities(family.finest()))
                                .with("minMemoryPerCPU", bytes(family.minKibPerVcpu() * 1024))
                                .with("minSizeLimit", quantities(family.smallest()))
                                .with(
                                        "minVmSizeDefault",
                                        quantities(family.defaults().minVm())));
    }

    private static Value minMemory(Value in) {
        var type = machineType(in).get("machineType").text();
        var family = MachineCatalogue.bundled().familyOf(type);
        if (family.isEmpty()) {
            var prefix = type.substring(0, type.indexOf('-'));
            return flag("error", true)
                    .with(
                            "errorMessage",
                            Value.of("failed to find info for machine type " + type
                                    + " in node \"node-1\": unsupported machine family \"" + prefix + "\""));
        }
        var resizable = ResizableFamily.bundled(family.get().name()).orElseThrow();
        return Value.ABSENT.with(
                "minMemory",
                Value.of(Math.max(
                        Math.max(number(in, "desiredMemory"), number(in, "calculatorMinMemory")),
                        resizable.leastMemoryKib(type))));
    }

    private static Value quantities(Size size) {
        return Value.ABSENT
                .with("cpu", Value.of(Quantity.milli(size.milliCpu()).toString()))
                .with("memory", bytes(size.memoryKib() * 1024));
    }

    private static Value bytes(long bytes) {
        return Value.of(Quantity.bytes(bytes).toString());
    }

    private static Size starting(Value in) {
        return size(in.get("startingSize"));
    }

    private static Size desired(Value in) {
        return size(in.get("desiredSize"));
    }

    private static Value result(Size size) {
        return named("result", size);
    }

    private static Value named(String name, Size size) {
        return Value.ABSENT.with(name, value(size));
    }

    private static Value value(Size size) {
        return Value.ABSENT.with("milliCpus", Value.of(size.milliCpu())).with("kBytes", Value.of(size.memoryKib()));
    }

    private static Value flag(String name, boolean value) {
        return Value.ABSENT.with(name, Value.of(value));
    }

    private static Size size(Value in) {
        return new Size(number(in, "milliCpus"), number(in, "kBytes"));
    }

    private static Size quantitiesOf(Value quantities) {
        return new Size(
                Quantity.of(quantities.get("cpu").text("0")).milli(),
                Math.ceilDiv(Quantity.of(quantities.get("memory").text("0")).units(), 1024));
    }

    /** The vectors call the operands and the result by two sets of names. */
    private static Size first(Value in) {
        return size(in.get(in.get("s1").isSet() ? "s1" : "size1"));
    }

    private static Size second(Value in) {
        return size(in.get(in.get("s2").isSet() ? "s2" : "size2"));
    }

    private static Value both(Size size) {
        return result(size).with("size", value(size));
    }

    private static long number(Value in, String field) {
        return in.get(field).integer().orElse(0);
    }
}
