package dev.gkelocal.autopilot.core.provisioning.choice;

import static dev.gkelocal.autopilot.core.provisioning.choice.Machines.machine;
import static dev.gkelocal.autopilot.core.provisioning.choice.Machines.spot;
import static dev.gkelocal.autopilot.core.provisioning.choice.Machines.withGpus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gkelocal.autopilot.core.OracleRows;
import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListPricesTest {
    private static final double DISK = 100.0 / 7200;

    @Test
    void table_hasKnownKindsAndNumbersOnly() {
        var rows = DataTable.read(dev.gkelocal.autopilot.core.pricing.MachineRates.class, "machine-prices.tsv")
                .rows();
        assertThat(rows).hasSizeGreaterThan(290).allSatisfy(row -> {
            assertThat(Set.of("all", "list")).contains(row.getOrDefault("profile", ""));
            assertThat(Set.of("base", "family", "custom", "gpu", "disk", "machine"))
                    .contains(row.getOrDefault("kind", ""));
            assertThat(Double.parseDouble(row.getOrDefault("first", ""))).isNotNegative();
            assertThat(Double.parseDouble(row.getOrDefault("second", ""))).isNotNegative();
        });
        assertThat(MachineCatalogue.bundled().families())
                .allSatisfy(family -> assertThat(rows)
                        .anyMatch(row -> family.name().equals(row.get("name")) && "family".equals(row.get("kind"))));
    }

    @Test
    void n2d_onAutopilot_costsWhatN2Costs() {
        var n2 = machine("n2-standard-4", "n2", 4, 16);
        var n2d = machine("n2d-standard-4", "n2d", 4, 16);
        assertThat(ListPrices.autopilot().node(n2d))
                .isEqualTo(ListPrices.autopilot().node(n2));
        assertThat(ListPrices.standard().node(n2d)).isCloseTo(0.168984 + DISK, within(1e-9));
    }

    @Test
    void wholeMachines_haveTheirOwnPrice_onSpotToo() {
        var l4 = withGpus(machine("g2-standard-4", "g2", 4, 16), "nvidia-l4", 1);
        assertThat(ListPrices.autopilot().node(l4)).isCloseTo(0.76 + DISK, within(0.01));
        assertThat(ListPrices.autopilot().node(spot(l4))).isCloseTo(0.23 + DISK, within(0.01));
    }

    @Test
    void customMachines_haveRatesOfTheirOwn() {
        var custom = machine("n2-custom-4-16384", "n2", 4, 16);
        assertThat(ListPrices.autopilot().node(custom)).isCloseTo(4 * 0.033174 + 16 * 0.004446 + DISK, within(1e-9));
    }

    @Test
    void ek_winsOverE2_byItsArtificialPrice() {
        assertThat(ListPrices.autopilot().node(machine("ek-standard-16", "ek", 16, 64)))
                .isLessThan(ListPrices.autopilot().node(machine("e2-standard-4", "e2", 4, 16)));
    }

    @Test
    void pods_areReckonedAtBasePrices() {
        var pod = new Resources(1000, 1L << 30, 1L << 30, java.util.Map.of(NodeOffer.GPU, 1L));
        assertThat(ListPrices.autopilot().pod(pod)).isCloseTo(0.033174 + 0.004446 + 0.0001388889 + 0.7, within(1e-9));
    }

    /** The vectors' reference data list every machine's price; the table must give the same. */
    @Test
    void machines_ofTheWholeCatalogue_costWhatTheReferenceSays() {
        check(ListPrices.autopilot(), OracleRows.whole("machine-choice/prices-autopilot.json"));
        check(ListPrices.standard(), OracleRows.whole("machine-choice/prices-standard.json"));
    }

    private static void check(ListPrices prices, Value reference) {
        for (var type : MachineCatalogue.bundled().machineTypes()) {
            var wanted = reference.get("instancePerHour").get(type.name());
            if (!wanted.isSet()) {
                continue;
            }
            var vcpus = Math.max(1, type.vcpus());
            var node = new NodeOffer(
                    type.name(),
                    type.family(),
                    1000L * vcpus,
                    type.memoryBytes(),
                    Resources.NONE,
                    110,
                    NodeOffer.Accelerators.NONE,
                    NodeOffer.Disk.STANDARD,
                    false,
                    "");
            assertThat(prices.node(node) - DISK)
                    .as(type.name())
                    .isCloseTo(Double.parseDouble(wanted.text()), within(1e-6));
            var onSpot = Double.parseDouble(
                    reference.get("spotInstancePerHour").get(type.name()).text());
            assertThat(prices.node(spot(node)) - DISK)
                    .as(type.name() + " on Spot")
                    .isCloseTo(onSpot, within(1e-6));
        }
    }
}
