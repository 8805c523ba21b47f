package dev.gkelocal.autopilot.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.classes.CustomClass;
import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Workload;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds for every workload: made up from a seed, so that a failure can be repeated. */
class AdmissionPropertiesTest {
    private static final int CASES = 2000;
    private static final List<String> KINDS =
            List.of("Pod", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob");
    private static final List<String> CLASSES = List.of(
            "", "", "", "", "Balanced", "Scale-Out", "Performance", "Accelerator", "mine", "autopilot-arm", "unknown");
    private static final List<String> CPUS =
            List.of("0", "1m", "10m", "49m", "50m", "0.1", "249m", "250m", "251m", "1", "1500m", "3.3", "29", "1e2");
    private static final List<String> MEMORIES = List.of(
            "0",
            "1",
            "10Mi",
            "52Mi",
            "100M",
            "511Mi",
            "512Mi",
            "1Gi",
            "6656Mi",
            "6657Mi",
            "1e9",
            "123456789",
            "20Gi",
            "5Ti");

    private static ClusterRules cluster(Random random) {
        return ClusterRules.of(random.nextBoolean()).with(Map.of("mine", CustomClass.ofMachines("mine")));
    }

    private static Value workload(Random random) {
        var spec = new LinkedHashMap<String, Value>();
        if (random.nextInt(3) == 0) {
            spec.put("initContainers", containers(random, "i", true));
        }
        spec.put("containers", containers(random, "c", false));
        var named = CLASSES.get(random.nextInt(CLASSES.size()));
        if (!named.isEmpty()) {
            spec.put("nodeSelector", Value.of(Map.of("cloud.google.com/compute-class", Value.of(named))));
        }
        if (random.nextInt(8) == 0) {
            spec.put("runtimeClassName", Value.of("gvisor"));
        }
        return Vectors.object(KINDS.get(random.nextInt(KINDS.size())), Value.of(spec));
    }

    private static Value containers(Random random, String prefix, boolean init) {
        var containers = new ArrayList<Value>();
        for (var i = 0; i <= random.nextInt(4); i++) {
            var fields = new LinkedHashMap<String, Value>();
            fields.put("name", Value.of(prefix + i));
            if (init && random.nextBoolean()) {
                fields.put("restartPolicy", Value.of("Always"));
            }
            var requests = amounts(random);
            var limits = new LinkedHashMap<String, Value>();
            amounts(random).forEach((name, limit) -> {
                var request = requests.get(name);
                var fits = request == null || Quantity.of(request.text()).compareTo(Quantity.of(limit.text())) <= 0;
                limits.put(name, fits ? limit : request);
            });
            fields.put("resources", Value.of(Map.of("requests", Value.of(requests), "limits", Value.of(limits))));
            containers.add(Value.of(fields));
        }
        return Value.of(containers);
    }

    private static Map<String, Value> amounts(Random random) {
        var amounts = new LinkedHashMap<String, Value>();
        if (random.nextBoolean()) {
            amounts.put("cpu", Value.of(CPUS.get(random.nextInt(CPUS.size()))));
        }
        if (random.nextBoolean()) {
            amounts.put("memory", Value.of(MEMORIES.get(random.nextInt(MEMORIES.size()))));
        }
        if (random.nextInt(4) == 0) {
            amounts.put("ephemeral-storage", Value.of(MEMORIES.get(random.nextInt(MEMORIES.size()))));
        }
        return amounts;
    }

    static Stream<Long> seeds() {
        return Stream.of(1L, 2L, 3L);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mutation_isIdempotent(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < CASES; i++) {
            var cluster = cluster(random);
            var once = Admission.mutate(workload(random), cluster).object();

            var twice = Admission.mutate(once, cluster);

            assertThat(twice.changes())
                    .as("case %d of seed %d: %s", i, seed, once)
                    .isEmpty();
            assertThat(twice.object()).isSameAs(once);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void requests_areNeverLowered_andLimitsNeverBelowThem(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < CASES; i++) {
            var before = workload(random);

            var after = Admission.mutate(before, cluster(random)).object();

            for (var list : List.of("initContainers", "containers")) {
                var old = Vectors.podSpec(before).get(list).items();
                var now = Vectors.podSpec(after).get(list).items();
                for (var c = 0; c < old.size(); c++) {
                    assertRaised(old.get(c), now.get(c), "case " + i + " of seed " + seed + ": " + before);
                }
            }
        }
    }

    private static void assertRaised(Value before, Value after, String which) {
        var requests = after.get("resources").get("requests");
        before.get("resources")
                .get("requests")
                .texts()
                .forEach((name, amount) -> assertThat(
                                Quantity.of(requests.get(name).text()))
                        .as(which)
                        .isGreaterThanOrEqualTo(Quantity.of(amount)));
        after.get("resources")
                .get("limits")
                .texts()
                .forEach((name, limit) -> assertThat(Quantity.of(limit))
                        .as(which)
                        .isGreaterThanOrEqualTo(Quantity.of(requests.get(name).text())));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sums_keepToTheClass_andCorrectionsGoToTheFirstContainerAlone(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < CASES; i++) {
            var cluster = cluster(random);
            var before = workload(random);

            var after = Admission.mutate(before, cluster).object();

            var which = "case " + i + " of seed " + seed + ": " + before;
            var workload = Workload.of(after).orElseThrow();
            var rules = cluster.classOf(after, workload).rules();
            var total = PodDraft.of(after, workload, "", new ArrayList<>()).total();
            assertThat(total.milliCpu())
                    .as(which)
                    .isGreaterThanOrEqualTo(rules.minimum().milliCpu());
            assertThat(total.memoryBytes())
                    .as(which)
                    .isGreaterThanOrEqualTo(rules.minimum().memoryBytes());
            if (rules.stepMilliCpu() > 0) {
                assertThat(total.milliCpu() % rules.stepMilliCpu()).as(which).isZero();
            }
            if (rules.enforcesRatio()) {
                assertRatio(total, rules.minMibPerVcpu(), rules.maxMibPerVcpu(), which);
            }
            assertOnlyFirstRaised(before, after, which);
        }
    }

    /** The upper end may be missed by the rounding to whole MiB. */
    private static void assertRatio(Resources total, long low, long high, String which) {
        var mebibytesTimesThousand = total.memoryBytes() / 1048.576;
        assertThat(mebibytesTimesThousand).as(which).isGreaterThanOrEqualTo(total.milliCpu() * low - 1.0);
        assertThat(mebibytesTimesThousand).as(which).isLessThanOrEqualTo(total.milliCpu() * high + 1001.0);
    }

    private static void assertOnlyFirstRaised(Value before, Value after, String which) {
        var old = Vectors.podSpec(before).get("containers").items();
        var now = Vectors.podSpec(after).get("containers").items();
        for (var c = 1; c < old.size(); c++) {
            var requests = now.get(c).get("resources").get("requests");
            old.get(c)
                    .get("resources")
                    .get("requests")
                    .texts()
                    .forEach((name, amount) ->
                            assertThat(requests.get(name).text()).as(which).isEqualTo(amount));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void patch_leadsFromTheGivenToTheAdmittedObject(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < CASES; i++) {
            var before = workload(random);
            var after = Admission.mutate(before, cluster(random)).object();

            var patched = before;
            for (var operation : JsonPatch.between(before, after).operations()) {
                patched = applied(patched, operation);
            }

            assertThat(patched).as("case %d of seed %d", i, seed).isEqualTo(after);
        }
    }

    /** Admission removes nothing but a field of nodeSelector. */
    private static Value applied(Value object, JsonPatch.Operation operation) {
        var steps = operation.path().steps();
        var parent = new Path(steps.subList(0, steps.size() - 1));
        return switch (operation.op()) {
            case "remove" -> object.with(parent, object.get(parent).without(steps.getLast()));
            case "add" ->
                object.get(parent) instanceof Value.Sequence
                        ? object.with(parent, object.get(parent).plus(operation.value()))
                        : object.with(operation.path(), operation.value());
            default -> object.with(operation.path(), operation.value());
        };
    }
}
