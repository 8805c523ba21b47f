package dev.gkelocal.autopilot.core.provisioning.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineCatalogueTest {
    private static final long GIB = 1L << 30;

    private final MachineCatalogue catalogue = MachineCatalogue.bundled();

    @Test
    void files_ofTheCatalogue_haveTheShapeTheyPromise() {
        assertThat(catalogue.families()).hasSize(44);
        assertThat(catalogue.machineTypes()).hasSize(680).allSatisfy(type -> {
            assertThat(type.vcpus()).isPositive();
            assertThat(type.memoryBytes()).isGreaterThan(GIB / 2);
            assertThat(type.hasGpu()).isEqualTo(type.gpuCount() > 0);
            assertThat(catalogue.family(type.family())).isPresent();
        });
        assertThat(catalogue.families()).allSatisfy(family -> {
            assertThat(family.architecture()).isIn("amd64", "arm64");
            assertThat(family.bootDisks()).contains(family.defaultBootDisk());
            assertThat(family.autoprovisioned()).isNotEmpty();
            assertThat(family.confidentialTypes()).isSubsetOf("SEV", "SEV_SNP", "TDX");
        });
    }

    @Test
    void gpus_ofTheCatalogue_belongToFamiliesThatNameThem() {
        assertThat(catalogue.gpus())
                .hasSize(15)
                .allSatisfy(gpu -> assertThat(
                                catalogue.family(gpu.family()).orElseThrow().gpuTypes())
                        .contains(gpu.name()));
        var named = new HashSet<String>();
        catalogue.families().forEach(it -> named.addAll(it.gpuTypes()));
        assertThat(named).allSatisfy(it -> assertThat(catalogue.gpu(it)).isPresent());
    }

    @Test
    void classes_ofTheCatalogue_nameKnownFamilies() {
        assertThat(catalogue.computeClasses())
                .hasSize(4)
                .allSatisfy(it -> assertThat(it.families())
                        .allSatisfy(
                                family -> assertThat(catalogue.family(family)).isPresent()));
        assertThat(catalogue.computeClass("Performance").orElseThrow().sliceOfHardware())
                .isTrue();
        assertThat(catalogue.computeClass("made-up")).isEmpty();
    }

    @Test
    void machineType_thatIsKnown_hasItsShape() {
        var type = catalogue.machineType("a3-ultragpu-8g").orElseThrow();
        assertThat(type.vcpus()).isEqualTo(224);
        assertThat(type.memoryBytes()).isEqualTo(2952 * GIB);
        assertThat(type.gpuType()).isEqualTo("nvidia-h200-141gb");
        assertThat(type.localSsd()).isEqualTo(new MachineType.LocalSsd(List.of(32), 32, 375));
        assertThat(type.own().bootDisks()).isEqualTo(Set.of("hyperdisk-balanced"));
    }

    @Test
    void machineType_thatIsCustom_isReadFromItsName() {
        var type = catalogue.machineType("n2-custom-48-184320").orElseThrow();
        assertThat(type.family()).isEqualTo("n2");
        assertThat(type.vcpus()).isEqualTo(48);
        assertThat(type.memoryBytes()).isEqualTo(180 * GIB);
        assertThat(catalogue.machineType("e2-custom-medium-4096").orElseThrow().vcpus())
                .isEqualTo(2);
        assertThat(catalogue.familyOf("custom-48-184320").orElseThrow().name()).isEqualTo("n1");
        assertThat(catalogue.machineType("n2-custom-many-1")).isEmpty();
        assertThat(catalogue.machineType("n2-custom-4")).isEmpty();
        assertThat(catalogue.machineType("n2-standard-3")).isEmpty();
    }

    @Test
    void platform_isFoundByItsOtherNames() {
        var cascadeLake = catalogue.platform("Intel_Cascade_Lake").orElseThrow();
        assertThat(catalogue.platform("cascadelake")).contains(cascadeLake);
        assertThat(catalogue.platform("Intel Ice Lake").orElseThrow().isAtLeast(cascadeLake))
                .isTrue();
        assertThat(catalogue.platform("AMD Turin").orElseThrow().isAtLeast(cascadeLake))
                .isFalse();
        assertThat(catalogue.platform("Intel Pentium")).isEmpty();
    }

    /** Section 8, entry 19: counts that do not exist are raised, and so are too many vCPUs. */
    @Test
    void gpuCount_thatIsNotOnSale_isRaisedToTheNext() {
        var p100 = catalogue.gpu("nvidia-tesla-p100").orElseThrow();
        assertThat(p100.physicalFor(3, 4, GpuType.Sharing.NONE)).hasValue(4);
        assertThat(p100.physicalFor(1, 16, GpuType.Sharing.NONE)).hasValue(1);
        assertThat(p100.physicalFor(1, 18, GpuType.Sharing.NONE)).hasValue(2);
        assertThat(p100.physicalFor(5, 4, GpuType.Sharing.NONE)).isEmpty();
        assertThat(p100.physicalFor(1, 65, GpuType.Sharing.NONE)).isEmpty();
    }

    @Test
    void gpuUnits_areGpusTimesPartsTimesClients() {
        var a100 = catalogue.gpu("nvidia-a100-80gb").orElseThrow();
        assertThat(a100.allocatable(4, new GpuType.Sharing("2g.20gb", 5))).hasValue(60);
        assertThat(a100.allocatable(4, new GpuType.Sharing("9g.90gb", 1))).isEmpty();
        assertThat(a100.physicalFor(16, 8, new GpuType.Sharing("2g.20gb", 5))).hasValue(2);
    }
}
