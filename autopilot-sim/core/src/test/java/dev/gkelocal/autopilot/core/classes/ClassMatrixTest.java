package dev.gkelocal.autopilot.core.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassMatrixTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    @ParameterizedTest
    @CsvSource({
        "general-purpose, amd64, true,  ORDINARY,    50,  52, 30000, 110, 0,   1024, 6656",
        "general-purpose, amd64, false, ORDINARY,   250, 512, 30000, 110, 250, 1024, 6656",
        "general-purpose, amd64, true,  SEPARATED,  500, 512, 30000, 110, 0,   1024, 6656",
        "general-purpose, amd64, true,  DAEMON_SET,   1,   2, 30000, 110, 0,      0,    0",
        "general-purpose, amd64, false, DAEMON_SET,  10,  10, 30000, 110, 0,      0,    0",
        "autopilot-arm,   arm64, true,  ORDINARY,    50,  52, 30000, 110, 0,   1024, 6656",
        "Balanced,        amd64, true,  ORDINARY,   250, 512, 222000, 851, 0,  1024, 8192",
        "Balanced,        amd64, true,  SEPARATED,  250, 512, 222000, 851, 0,  1024, 8192",
        "Scale-Out,       amd64, true,  ORDINARY,   250, 1024, 54000, 216, 0,  4096, 4096",
        "Scale-Out,       arm64, false, ORDINARY,   250, 1024, 43000, 172, 250, 4096, 4096",
    })
    void rules_ofAClass_areTheMatrixRow(
            String name,
            String arch,
            boolean bursting,
            WorkloadShape shape,
            long minCpu,
            long minMib,
            long maxCpu,
            long maxGib,
            long step,
            long low,
            long high) {
        var rules = ClassMatrix.shipped()
                .rules(name, arch, ClusterTraits.of(bursting), shape)
                .orElseThrow();

        assertThat(rules.minimum().milliCpu()).isEqualTo(minCpu);
        assertThat(rules.minimum().memoryBytes()).isEqualTo(minMib * MIB);
        assertThat(rules.maximum().milliCpu()).isEqualTo(maxCpu);
        assertThat(rules.maximum().memoryBytes()).isEqualTo(maxGib * GIB);
        assertThat(rules.maximum().ephemeralBytes()).isEqualTo(10 * GIB);
        assertThat(rules.stepMilliCpu()).isEqualTo(step);
        assertThat(rules.minMibPerVcpu()).isEqualTo(low);
        assertThat(rules.maxMibPerVcpu()).isEqualTo(high);
    }

    @Test
    void defaults_ofGeneralPurpose_areHalfACpuAndTwoGib() {
        var rules = ClassMatrix.shipped()
                .rules(ClassMatrix.GENERAL_PURPOSE, "amd64", ClusterTraits.of(true), WorkloadShape.ORDINARY)
                .orElseThrow();

        assertThat(rules.defaults().milliCpu()).isEqualTo(500);
        assertThat(rules.defaults().memoryBytes()).isEqualTo(2 * GIB);
        assertThat(rules.defaults().ephemeralBytes()).isEqualTo(GIB);
    }

    @Test
    void performance_enforcesNothingButEphemeralStorage_byVersion() {
        var older = new ClusterTraits(true, ClusterVersion.of("1.29.3-gke.1037999"), Set.of());
        var newer = new ClusterTraits(true, ClusterVersion.of("1.29.3-gke.1038000"), Set.of());

        var before = ClassMatrix.shipped()
                .rules("Performance", "amd64", older, WorkloadShape.ORDINARY)
                .orElseThrow();
        var since = ClassMatrix.shipped()
                .rules("Performance", "amd64", newer, WorkloadShape.ORDINARY)
                .orElseThrow();

        assertThat(before.enforcesRequests()).isFalse();
        assertThat(before.enforcesRatio()).isFalse();
        assertThat(before.maximum().milliCpu()).isEqualTo(ClassRules.UNLIMITED);
        assertThat(before.maximum().ephemeralBytes()).isEqualTo(10 * GIB);
        assertThat(since.maximum().ephemeralBytes()).isEqualTo(56L << 40);
    }

    @Test
    void variants_settleWhatSourcesDisagreeOn() {
        var traits = new ClusterTraits(true, ClusterVersion.LATEST, Set.of("older-maximum", "balanced-2cpu-8gi"));

        assertThat(ClassMatrix.shipped()
                        .rules(ClassMatrix.GENERAL_PURPOSE, "amd64", traits, WorkloadShape.ORDINARY)
                        .orElseThrow()
                        .maximum()
                        .milliCpu())
                .isEqualTo(28_000);
        assertThat(ClassMatrix.shipped()
                        .rules("Balanced", "amd64", traits, WorkloadShape.ORDINARY)
                        .orElseThrow()
                        .defaults()
                        .milliCpu())
                .isEqualTo(2000);
    }

    @Test
    void customClass_hasDefaultsButNoBounds() {
        var rules = ClassMatrix.shipped()
                .rules(ClassMatrix.CUSTOM, "amd64", ClusterTraits.of(false), WorkloadShape.ORDINARY)
                .orElseThrow();

        assertThat(rules.enforcesRequests()).isTrue();
        assertThat(rules.enforcesRatio()).isFalse();
        assertThat(rules.maximum().ephemeralBytes()).isEqualTo(ClassRules.UNLIMITED);
    }

    @Test
    void unknownClass_hasNoRules() {
        assertThat(ClassMatrix.shipped().rules("fast", "amd64", ClusterTraits.of(true), WorkloadShape.ORDINARY))
                .isEmpty();
        assertThat(ClassMatrix.shipped().isBuiltIn("fast")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"nvidia-tesla-k80, 3, 4", "nvidia-h100-mega-80gb, 1, 8", "nvidia-l4, 0, 1", "nvidia-gb200, 2, 4"})
    void countOfGpus_notOffered_isBumped(String gpu, int wanted, int given) {
        assertThat(Accelerators.find(gpu).orElseThrow().countFor(wanted)).contains(given);
    }

    @Test
    void countOfGpus_aboveTheLargest_isEmpty() {
        assertThat(Accelerators.find("nvidia-l4").orElseThrow().countFor(9)).isEmpty();
    }

    @Test
    void everyGpu_hasCountsAndKnownMaximaOnlyForThem() {
        assertThat(Accelerators.all()).hasSize(15).allSatisfy(gpu -> {
            assertThat(gpu.vcpusByCount()).isNotEmpty();
            assertThat(gpu.vcpusByCount().keySet())
                    .containsAll(gpu.maximaByCount().keySet());
        });
        var h100 = Accelerators.find("nvidia-h100-80gb").orElseThrow();
        assertThat(h100.maximum(1).orElseThrow().ephemeralBytes()).isEqualTo(588 * GIB);
        assertThat(h100.partitions()).containsEntry("1g.20gb", 4).hasSize(5);
    }
}
