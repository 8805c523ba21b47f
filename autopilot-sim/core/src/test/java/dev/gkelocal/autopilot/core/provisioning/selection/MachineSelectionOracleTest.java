package dev.gkelocal.autopilot.core.provisioning.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.OracleRows;
import dev.gkelocal.autopilot.core.OracleTotals;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.requirements.LabelRequirements;
import dev.gkelocal.autopilot.core.provisioning.requirements.LabelValues;
import dev.gkelocal.autopilot.core.provisioning.selection.MachineSelector.Asked;
import dev.gkelocal.autopilot.core.provisioning.shapes.ComputeClass;
import dev.gkelocal.autopilot.core.provisioning.shapes.CpuPlatform;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineFamily;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MachineSelectionOracleTest {
    /** The bundled catalogue with what the original's tests register besides. */
    private static final MachineCatalogue CATALOGUE = MachineCatalogue.bundled()
            .with(new ComputeClass("autopilot", List.of("e2", "ek", "e4"), false, false, false, false))
            .with(family("testfamily", List.of(shape("testfamily", "testfamily-1", CpuPlatform.Range.NONE, ""))))
            .with(family(
                    "test-family",
                    List.of(
                            shape("test-family", "machine-type-1", only("Intel Ice Lake"), "gpu-type-1"),
                            shape("test-family", "machine-type-2", only("Intel Cascade Lake"), "gpu-type-2"))));

    private static CpuPlatform.Range only(String platform) {
        var found = MachineCatalogue.bundled().platform(platform).orElseThrow();
        return new CpuPlatform.Range(found, found);
    }

    private static MachineType shape(String family, String name, CpuPlatform.Range platforms, String gpu) {
        return new MachineType(
                name,
                family,
                1,
                1L << 30,
                MachineType.Use.AUTO,
                gpu,
                0,
                MachineType.LocalSsd.NONE,
                new MachineType.Own(platforms, Set.of(), Set.of()));
    }

    private static MachineFamily family(String name, List<MachineType> types) {
        return new MachineFamily(name, "amd64", Set.of(), "", CpuPlatform.Range.NONE, Set.of(), "", Set.of(), 2, types);
    }

    @Test
    void selection_agreesWithTheAutoscaler() {
        var rows = OracleRows.read("machine-selection/cases.jsonl");
        var failed = new ArrayList<String>();
        for (var row : rows) {
            var ours = answer(row.get("function").text(), row.get("in"));
            if (!agrees(ours, row.get("expect"))) {
                failed.add(
                        row.get("name").text() + ": expected " + plain(row.get("expect")) + " but was " + plain(ours));
            }
        }
        OracleTotals.record("machine-selection", rows.size() - failed.size(), rows.size());
        assertThat(failed).isEmpty();
    }

    /** An error of which only its existence is known is written as true. */
    private static boolean agrees(Value ours, Value expected) {
        return expected.entries().entrySet().stream()
                .allMatch(it -> it.getValue().isTrue() && it.getKey().equals("error")
                        ? ours.get("error").isSet()
                        : plain(ours.get(it.getKey())).equals(plain(it.getValue())));
    }

    private static String plain(Value value) {
        return switch (value) {
            case Value.Mapping(var entries, var ignored) -> {
                var fields = new TreeMap<String, String>();
                entries.forEach((key, field) -> fields.put(key, plain(field)));
                fields.values().removeIf(String::isEmpty);
                yield fields.isEmpty() ? "" : fields.toString();
            }
            case Value.Sequence(var items, var ignored) ->
                items.isEmpty()
                        ? ""
                        : items.stream()
                                .map(MachineSelectionOracleTest::plain)
                                .toList()
                                .toString();
            default -> value.text().equals("false") ? "" : value.text();
        };
    }

    private static Value answer(String function, Value in) {
        return switch (function) {
            case "ruleMachineFamilies" -> ruleFamilies(rule(in.get("rule")));
            case "ruleMinCpuPlatform" -> rulePlatform(rule(in.get("rule")));
            case "podArchitectures" -> podArchitectures(in);
            case "limitArchitectures" ->
                Value.ABSENT.with(
                        "architectures",
                        set(MachineSelector.limitArchitectures(
                                spec(in.get("spec")),
                                in.get("architectures").entries().keySet())));
            case "limitMachineSpec" -> limit(in);
            case "selectMinCpuPlatform" -> platform(in);
            case "selectMachineSpec" -> select(in);
            default -> Value.of("unknown function " + function);
        };
    }

    private static Value ruleFamilies(ClassRule rule) {
        return switch (FamilyChoice.ofRule(CATALOGUE, rule)) {
            case FamilyChoice.Families.Found(var families, var ignored, var how) ->
                Value.ABSENT.with("families", names(families)).with("found", Value.of(true));
            case FamilyChoice.Families.Refused(var why) -> error(why);
            case FamilyChoice.Families.Open() -> Value.ABSENT;
        };
    }

    private static Value rulePlatform(ClassRule rule) {
        if (!rule.given()) {
            return Value.ABSENT.with("minCpuPlatform", Value.of("unknown"));
        }
        return answer("minCpuPlatform", new MachineSelector(CATALOGUE, ClusterMachines.AUTOPILOT).ruled(rule))
                .with("found", Value.of(true));
    }

    private static Value answer(String field, Asked<CpuPlatform> asked) {
        return switch (asked) {
            case Asked.Yes<CpuPlatform>(var platform) ->
                Value.ABSENT.with(field, Value.of(platform.isAny() ? "any" : platform.name()));
            case Asked.No<CpuPlatform>(var why) -> error(why).with(field, Value.of("unknown"));
        };
    }

    private static Value podArchitectures(Value in) {
        var labels = new TreeMap<String, LabelValues>();
        in.get("labelReq")
                .entries()
                .forEach((key, value) -> labels.put(
                        key,
                        value.get("any").isTrue()
                                ? LabelValues.ANY
                                : LabelValues.of(
                                        value.items().stream().map(Value::text).toList())));
        return switch (MachineSelector.architectures(new LabelRequirements(labels))) {
            case Asked.Yes<SortedSet<String>>(var all) -> Value.ABSENT.with("architectures", set(all));
            case Asked.No<SortedSet<String>>(var why) -> error(why);
        };
    }

    private static Value limit(Value in) {
        var limited = new MachineSelector(CATALOGUE, cluster(in))
                .limited(
                        spec(in.get("spec")),
                        Selection.How.SPECIFIED,
                        in.get("architectures").entries().keySet());
        return switch (limited) {
            case Selection.Chosen(var spec, var ignored, var lost) -> Value.ABSENT.with("spec", shown(spec));
            case Selection.None(var why) -> error(why);
        };
    }

    private static Value shown(MachineSpec spec) {
        return Value.ABSENT
                .with("families", names(spec.families()))
                .with("gpuType", Value.of(spec.gpuType()))
                .with("tpuType", Value.of(spec.tpuType()))
                .with("bootDiskType", Value.of(spec.bootDiskType()))
                .with("bootDiskStoragePools", texts(spec.storagePools()))
                .with("computeClassName", Value.of(spec.computeClass()))
                .with("explicitMachineTypes", texts(spec.machineTypes()))
                .with(
                        "minCpuPlatform",
                        Value.of(
                                spec.minCpuPlatform().isAny()
                                        ? "any"
                                        : spec.minCpuPlatform().name()));
    }

    private static Value platform(Value in) {
        var labels = new TreeMap<String, LabelValues>();
        put(
                labels,
                GkeLabels.REQUESTED_MIN_CPU_PLATFORM,
                in.get("podPlatformFromRequested").text());
        in.get("podPlatformsFromSupported")
                .items()
                .forEach(it -> put(labels, GkeLabels.SUPPORTED_CPU_PLATFORM_PREFIX + it.text(), "true"));
        return answer(
                "platform",
                new MachineSelector(CATALOGUE, cluster(in))
                        .platform(families(in.get("families")), new LabelRequirements(labels), rule(in.get("rule"))));
    }

    private static Value select(Value in) {
        var labels = new TreeMap<String, LabelValues>();
        put(labels, GkeLabels.COMPUTE_CLASS, in.get("podClass").text());
        put(labels, GkeLabels.MACHINE_FAMILY, in.get("machineFamily").text());
        put(labels, GkeLabels.SPOT, in.get("wantsSpot").isTrue() ? "true" : "");
        var demand = new Demand(
                new LabelRequirements(labels),
                in.get("specifiedGpu").text(),
                in.get("specifiedTpu").text(),
                in.get("specifiedBootDiskType").text(),
                rule(in.get("rule")),
                in.get("wantsSpot").isTrue(),
                in.get("specifiedReservationMachineType").text(),
                in.get("autopilotManaged").isTrue(),
                in.get("isStateless").isTrue());
        var selected = new MachineSelector(CATALOGUE, cluster(in))
                .spec(demand, in.get("architectures").entries().keySet());
        return switch (selected) {
            case Selection.Chosen(var spec, var ignored, var lost) ->
                Value.ABSENT
                        .with("families", names(spec.families()))
                        .with("computeClassName", Value.of(spec.computeClass()))
                        .with("machineType", texts(spec.machineTypes()))
                        .with("confidentialNodes", Value.of(spec.confidential()))
                        .with("confidentialInstanceType", Value.of(spec.confidentialType()))
                        .with("minCpuPlatform", shown(spec).get("minCpuPlatform"));
            case Selection.None(var why) -> error(why);
        };
    }

    private static ClusterMachines cluster(Value in) {
        var autopilot = flags(in.get("resizableVmInAutopilotEnabled"));
        var podFamily = flags(in.get("resizableVmWithinPodFamilyEnabled"));
        if (in.get("isE4Enabled").isTrue()) {
            autopilot.add("e4");
            podFamily.add("e4");
        }
        return new ClusterMachines(
                in.get("autopilotEnabled").isTrue(),
                in.get("confidentialNodes").isTrue(),
                in.get("confidentialInstanceType").text(),
                in.get("isE2lessRegion").isTrue() ? "e4" : "testfamily",
                in.get("clusterWidePlatform").text(),
                new ClusterMachines.Features(
                        autopilot,
                        podFamily,
                        flags(in.get("resizableVmStatefulInAutopilotEnabled")),
                        in.get("isEkSpotEnabled").isTrue(),
                        in.get("isArmMachineFallbacksEnabled").isTrue(),
                        in.get("isExtendedFallbacksEnabled").isTrue()));
    }

    private static Set<String> flags(Value map) {
        var set = new HashSet<String>();
        map.entries().forEach((key, value) -> {
            if (value.isTrue()) {
                set.add(key);
            }
        });
        return set;
    }

    private static ClassRule rule(Value rule) {
        if (!rule.isSet()) {
            return ClassRule.NONE;
        }
        var machine = rule.get("machineSpecRule");
        return new ClassRule(
                true,
                rule.get("podFamilyRule").get("podFamily").text(),
                machine.get("machineFamily").text(),
                machine.get("machineType").text(),
                rule.get("minCpuPlatformRule").get("minCpuPlatformString").text(ClassRule.ANY_PLATFORM),
                machine.get("spot").isTrue(),
                0,
                0,
                new ClassRule.Accelerators(
                        rule.get("gpuRule")
                                .get("gpuRequest")
                                .get("config")
                                .get("gpuType")
                                .text(),
                        0,
                        "",
                        "",
                        0,
                        ""),
                List.of(),
                0);
    }

    private static MachineSpec spec(Value in) {
        var platform = in.get("minCpuPlatform").text("any");
        return new MachineSpec(
                families(in.get("families")),
                in.get("computeClassName").text(),
                platform.equals("any")
                        ? CpuPlatform.ANY
                        : CATALOGUE.platform(platform).orElseThrow(),
                in.get("gpuType").text(),
                in.get("tpuType").text(),
                in.get("bootDiskType").text(),
                in.get("bootDiskStoragePools").items().stream().map(Value::text).toList(),
                in.get("explicitMachineTypes").items().stream().map(Value::text).toList(),
                false,
                "");
    }

    private static List<MachineFamily> families(Value names) {
        return names.items().stream()
                .map(it -> CATALOGUE.family(it.text()).orElseThrow())
                .toList();
    }

    private static void put(TreeMap<String, LabelValues> labels, String key, String value) {
        if (!value.isEmpty()) {
            labels.put(key, LabelValues.of(value));
        }
    }

    private static Value error(Refusal why) {
        return Value.ABSENT.with(
                "error", Value.ABSENT.with("kind", Value.of(why.kind().id())).with("message", Value.of(why.message())));
    }

    private static Value names(List<MachineFamily> families) {
        return texts(families.stream().map(MachineFamily::name).toList());
    }

    private static Value texts(Collection<String> texts) {
        return Value.of(texts.stream().map(Value::of).toList());
    }

    private static Value set(Set<String> names) {
        return Value.of(new TreeSet<>(names).stream().collect(Collectors.toMap(it -> it, ignored -> Value.of(true))));
    }
}
