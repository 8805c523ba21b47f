package dev.gkelocal.autopilot.core.provisioning.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.gkelocal.autopilot.core.manifest.Table;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Autopilot sheet 3.1, and entry 13 of its section 8: allocatable is what the code computes, not what prose says. */
class CapacitiesTest {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final NodeImage COS = NodeImage.cos(NodeImage.AMD64, "1.36.0-gke.3712000");
    private static final NodeImage NEWER = NodeImage.cos(NodeImage.AMD64, "1.37.0-gke.100");
    private static final NodeImage NEWER_UBUNTU =
            new NodeImage(NodeImage.UBUNTU, NodeImage.AMD64, false, "1.37.0-gke.100");

    @ParameterizedTest
    @CsvSource({"600,255,255", "2000,500,520", "8000,1800,1872", "200000,10760,11190", "0,0,0", "-5,0,0", "1000,255,255"
    })
    void kubeMemory_takesAGbAs1000Mib_andMoreForImageStreaming(long physical, long plain, long streaming) {
        assertThat(new KubeReserved(false, false).memoryMib(physical, 110, COS)).isEqualTo(plain);
        assertThat(new KubeReserved(true, false).memoryMib(physical, 110, COS)).isEqualTo(streaming);
    }

    @ParameterizedTest
    @CsvSource({"4000,'',110,80", "8000,'',110,90", "4000,'',256,480", "8000,'',256,490", "2000,e2-medium,110,1060"})
    void kubeCpu_growsWithTheMachineAndWithMoreThan110Pods(long capacity, String type, int pods, long reserved) {
        assertThat(KubeReserved.AUTOPILOT.milliCpu(capacity, type, pods, COS)).isEqualTo(reserved);
    }

    @Test
    void kubeShares_underTheNewerRule_dependOnPodsAndAreCapped() {
        var plain = new KubeReserved(false, true);
        assertThat(plain.memoryMib(16384, 110, NEWER)).isEqualTo(2150);
        assertThat(plain.memoryMib(16384, 30, NEWER)).isEqualTo(950);
        assertThat(plain.memoryMib(16384, 30, NEWER_UBUNTU)).isEqualTo(1150);
        assertThat(new KubeReserved(true, true).memoryMib(16384, 30, NEWER)).isEqualTo(1054);
        assertThat(plain.milliCpu(512_000, "", 110, NEWER)).isEqualTo(1000);
    }

    @Test
    void kubeShares_underTheNewerRule_needTheVersionAndAKnownNumberOfPods() {
        var newer = new KubeReserved(false, true);
        long usual = new KubeReserved(false, false).memoryMib(16384, 30, NEWER);
        assertThat(newer.memoryMib(16384, 30, COS)).isEqualTo(usual);
        assertThat(newer.memoryMib(16384, 0, NEWER)).isEqualTo(usual);
        assertThat(newer.memoryMib(16384, 30, NodeImage.cos(NodeImage.AMD64, "unknown")))
                .isEqualTo(usual);
    }

    @ParameterizedTest
    @CsvSource({"100,41", "250,93", "269,100", "10,5", "1000,100"})
    void kubeDisk_isHalfOrAThirdOrTheCap(long disk, long reserved) {
        assertThat(KubeReserved.ephemeralGib(disk)).isEqualTo(reserved);
    }

    @Test
    void bootDisk_forAnAmount_isTheSmallestThatLeavesIt() {
        var formulas = new Capacities(new KubeReserved(false, false), OsReserved.formula());
        assertThat(formulas.bootDiskGibFor(COS, 84 * GIB)).isEqualTo(174);
        assertThat(formulas.bootDiskGibFor(COS, 400 * GIB)).isEqualTo(569);
        assertThat(formulas.bootDiskGibFor(COS, 50 * MIB)).isEqualTo(10);
        assertThat(formulas.bootDiskGibFor(COS, 63 * 1024 * GIB)).isEqualTo(64 * 1024);
    }

    /** The sheet's derived table, last column. */
    @ParameterizedTest
    @CsvSource({
        "e2-medium,2,4,940,2.70",
        "e2-standard-2,2,8,1930,5.81",
        "e2-standard-4,4,16,3920,12.86",
        "e2-standard-8,8,32,7910,27.59",
        "e2-standard-16,16,64,15890,57.04",
        "ek-standard-32,32,128,31850,116.17",
        "n2-standard-64,64,256,63770,239.59"
    })
    void allocatable_ofAutopilotNodes_isTheSheets(String type, int vcpus, int gib, long milliCpu, double memoryGib) {
        var size = Capacities.autopilot()
                .size(Capacities.Machine.onBootDisk(type, vcpus * 1000L, gib * GIB, 250), COS, 110);
        assertThat(size.allocatable().milliCpu()).isEqualTo(milliCpu);
        assertThat(size.allocatable().memoryBytes() / (double) GIB).isCloseTo(memoryGib, offset(0.01));
        assertThat(size.capacity().memoryBytes())
                .isEqualTo(gib * GIB - size.kept().osMemory());
    }

    @Test
    void diskOfLocalSsds_replacesTheBootDisk() {
        var machine = new Capacities.Machine("c3-standard-8-lssd", 8000, 32 * GIB, 250, 2, 375);
        var size = Capacities.autopilot().size(machine, COS, 110);
        assertThat(size.kept().kubeDisk()).isEqualTo(75 * GIB);
        assertThat(size.capacity().ephemeralBytes()).isEqualTo(2 * 375 * GIB - 13_725_224L * 1024);
    }

    @Test
    void osShare_withoutMeasurement_fallsBackToTheFormula() {
        var windows = new NodeImage("windows_ltsc", NodeImage.AMD64, false, "1.36.0-gke.3712000");
        assertThat(OsReserved.bundled().memoryBytes(windows, 16 * GIB)).isZero();
        var unknownVersion = NodeImage.cos(NodeImage.AMD64, "latest");
        assertThat(OsReserved.bundled().memoryBytes(unknownVersion, 16 * GIB))
                .isEqualTo(OsReserved.formula().memoryBytes(unknownVersion, 16 * GIB));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os-reserved-cos-amd64.tsv.gz",
                "os-reserved-cos-amd64-confidential.tsv.gz",
                "os-reserved-cos-arm64.tsv.gz",
                "os-reserved-ubuntu-amd64.tsv.gz"
            })
    void file_ofMeasuredShares_hasTheShapeItPromises(String file) {
        var rows = Table.read(Capacities.class, file);
        long curves = rows.stream().filter(it -> it.text(0).equals("curve")).count();
        assertThat(rows).hasSizeGreaterThan(100).allSatisfy(row -> {
            if (row.text(0).equals("curve")) {
                assertThat(row.texts(1)).isNotEmpty().allMatch(it -> it.matches("\\d+:\\d+"));
            } else if (row.text(0).equals("@")) {
                assertThat(row.text(1)).isIn(List.of("memory", "ephemeral"));
            } else {
                assertThat(ClusterVersion.ofNode(row.text(0))).isPresent();
                assertThat(row.number(1)).isLessThan(curves);
            }
        });
        var versions = new ArrayList<ClusterVersion>();
        for (var row : rows) {
            if (row.text(0).equals("@")) {
                versions.clear();
            }
            ClusterVersion.ofNode(row.text(0)).ifPresent(versions::add);
            assertThat(versions).as("searched by halving").isSorted();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.35.8-gke.1036000,1.35.8-gke.1036000",
        "v1.35.8-gke.1036000+abc,1.35.8-gke.1036000",
        "1.35.8-gke-rc.7,1.35.8-gke.7",
        "1.35.8,1.35.8-gke.0",
        "1.35.8-gke.x,1.35.8-gke.0"
    })
    void version_isReadLeniently(String text, String read) {
        assertThat(ClusterVersion.ofNode(text)).hasToString("Optional[" + read + "]");
        assertThat(ClusterVersion.ofNode("1.35")).isEmpty();
    }
}
