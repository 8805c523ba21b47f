package dev.gkelocal.autopilot.core.provisioning.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.OracleRows;
import dev.gkelocal.autopilot.core.OracleTotals;
import dev.gkelocal.autopilot.core.manifest.Table;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class NodeReservedOracleTest {
    private static final long MIB = 1L << 20;

    @Test
    void nodeReserved_agreesWithTheAutoscaler() {
        var rows = OracleRows.read("node-reserved/cases.jsonl");
        var failed = new ArrayList<String>();
        for (var row : rows) {
            var ours = answer(row.get("function").text(), row.get("in"), row.get("expect"));
            if (!agrees(ours, row.get("expect"))) {
                failed.add(row.get("id").text() + ": expected " + row.get("expect") + " but was " + ours);
            }
        }
        OracleTotals.record("node-reserved", rows.size() - failed.size(), rows.size());
        assertThat(failed).isEmpty();
    }

    private static boolean agrees(Value ours, Value expected) {
        return !expected.entries().isEmpty()
                && expected.entries().entrySet().stream()
                        .allMatch(it -> it.getValue() instanceof Value.Mapping
                                ? agrees(ours.get(it.getKey()), it.getValue())
                                : ours.get(it.getKey())
                                        .text()
                                        .equals(it.getValue().text()));
    }

    private static Value answer(String function, Value in, Value expect) {
        return switch (function) {
            case "kubeReservedMemory" ->
                Value.ABSENT.with(
                        "reservedMiB",
                        Value.of(kube(in).memoryMib(
                                        number(in, "capacityMiB"), (int) number(in, "maxPodsPerNode"), image(in))));
            case "kubeReservedCpu" ->
                Value.ABSENT.with(
                        "reservedMilliCpu",
                        Value.of(kube(in).milliCpu(
                                        number(in, "capacityMilliCpu"),
                                        in.get("machineType").text(),
                                        (int) number(in, "maxPodsPerNode"),
                                        image(in))));
            case "kubeReservedEphemeral" ->
                Value.ABSENT.with("reservedGiB", Value.of(KubeReserved.ephemeralGib(number(in, "diskGiB"))));
            case "kubeReservedEphemeralLocalSsd" ->
                Value.ABSENT.with("reservedGiB", Value.of(KubeReserved.ephemeralGibOnLocalSsd((int)
                        number(in, "localSsdCount"))));
            case "osReservedMemory" ->
                reserved(OsReserved.formula().memoryBytes(image(in), number(in, "physicalMiB") * MIB));
            case "osReservedEphemeral" -> reserved(OsReserved.formula().diskBytes(image(in), number(in, "diskBytes")));
            case "osReservedMemoryTable" ->
                reserved(OsReserved.bundled().memoryBytes(image(in), number(in, "physicalBytes")));
            case "osReservedEphemeralTable" ->
                reserved(OsReserved.bundled().diskBytes(image(in), number(in, "diskBytes")));
            case "physicalDiskForAllocatable" ->
                Value.ABSENT.with(
                        "diskGiB", Value.of(formulas().bootDiskGibFor(image(in), number(in, "allocatableBytes"))));
            case "diskAllocatableRoundTrip" -> roundTrip(in, expect);
            case "nodeAllocatable" -> node(in);
            default -> Value.of("unknown function " + function);
        };
    }

    private static Value reserved(long bytes) {
        return Value.ABSENT.with("reservedBytes", Value.of(bytes));
    }

    private static Capacities formulas() {
        return new Capacities(new KubeReserved(false, false), OsReserved.formula());
    }

    private static Value roundTrip(Value in, Value expect) {
        long back =
                formulas().bootDiskGibFor(image(in), formulas().allocatableDiskBytes(image(in), number(in, "diskGiB")));
        boolean close = Math.abs(back - number(expect, "diskGiB")) <= number(expect, "toleranceGiB");
        return close ? expect : Value.ABSENT.with("diskGiB", Value.of(back));
    }

    private static Value node(Value in) {
        var size = new Capacities(kube(in), OsReserved.bundled())
                .size(
                        Capacities.Machine.onBootDisk(
                                in.get("machineType").text(),
                                number(in, "vcpu") * 1000,
                                number(in, "memoryBytes"),
                                number(in, "bootDiskGiB")),
                        image(in),
                        (int) number(in, "maxPodsPerNode"));
        return Value.ABSENT
                .with("capacity", amounts(size.capacity(), size.maxPods()))
                .with("allocatable", amounts(size.allocatable(), size.maxPods()));
    }

    private static Value amounts(Resources of, int pods) {
        return Value.ABSENT
                .with("milliCpu", Value.of(of.milliCpu()))
                .with("memoryBytes", Value.of(of.memoryBytes()))
                .with("ephemeralBytes", Value.of(of.ephemeralBytes()))
                .with("pods", Value.of(pods));
    }

    private static KubeReserved kube(Value in) {
        return new KubeReserved(
                in.get("imageStreaming").isTrue(), in.get("reservedV2").isTrue());
    }

    private static NodeImage image(Value in) {
        boolean confidential = in.get("confidential").isTrue();
        var version = in.get("nodeVersion").text();
        return new NodeImage(
                in.get("os").text(),
                in.get("architecture").text("amd64"),
                confidential,
                confidential ? recorded(version) : version);
    }

    /** The version that the recording process took: for confidential nodes an accident of its list's order, see the file. */
    private static String recorded(String version) {
        var asked = ClusterVersion.ofNode(version).orElseThrow();
        var used = version;
        for (var row : Table.read(NodeReservedOracleTest.class, "recorded-confidential-versions.tsv")) {
            if (ClusterVersion.ofNode(row.text(0)).orElseThrow().compareTo(asked) <= 0) {
                used = row.text(1);
            }
        }
        return used;
    }

    private static long number(Value in, String field) {
        return in.get(field).integer().orElse(0);
    }
}
