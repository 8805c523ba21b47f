package dev.gkelocal.autopilot.core.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.pricing.BillingSettings.Commitment;
import dev.gkelocal.autopilot.core.pricing.BillingSettings.FreeTier;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Prices per hour and month (autopilot sheet 5.1 and the checks of 5.2). */
class PricerTest {
    private static final long GIB = 1L << 30;
    private static final Pricer HOME = Pricer.in(BillingSettings.in("us-central1"));

    private static Resources resources(long milliCpu, long gib, long ephemeralGib) {
        return new Resources(milliCpu, gib * GIB, ephemeralGib * GIB, Map.of());
    }

    private static Pricer pricer(String region, Commitment commitment, boolean ssd) {
        return Pricer.in(new BillingSettings(region, commitment, ssd, FreeTier.FOR_THIS_CLUSTER));
    }

    private static Terms terms(String label) {
        return Terms.of(label, "amd64", false, false, false);
    }

    @Test
    void check_twentyVcpuAndFortyGib_costAbout793AMonth_and866WithTheClusterFee() {
        var price = HOME.pod(resources(20_000, 40, 0), terms(""));
        assertThat(price.usdPerMonth()).isEqualByComparingTo("793.44");
        assertThat(price.usdPerMonth().add(HOME.cluster().usdPerMonth())).isEqualByComparingTo("866.44");
    }

    @Test
    void check_defaultPod_costsAbout23AndAHalfAMonth() {
        var price = HOME.pod(resources(500, 2, 1), terms(""));
        assertThat(price.usdPerMonth()).isEqualByComparingTo("23.47");
        assertThat(price.parts())
                .extracting(it -> it.rate().item())
                .containsExactly(
                        "Autopilot Pod mCPU Requests (us-central1)",
                        "Autopilot Pod Memory Requests (us-central1)",
                        "Autopilot Pod Ephemeral Storage Requests (us-central1)");
        assertThat(price.usdPerHour()).isEqualByComparingTo("0.0321498");
    }

    @Test
    void spot_hasItsOwnRates_butStorageDoesNot() {
        var price = HOME.pod(resources(1000, 1, 1), Terms.of("", "amd64", true, false, false));
        assertThat(price.usdPerHour()).isEqualByComparingTo("0.0148315");
        assertThat(HOME.pod(resources(1000, 1, 1), terms("autopilot-spot"))).isEqualTo(price);
    }

    @Test
    void classes_billedByRequests_haveTheirOwnRates() {
        assertThat(vcpu(HOME, terms("Balanced"))).isEqualByComparingTo("0.0645");
        assertThat(vcpu(HOME, terms("Scale-Out"))).isEqualByComparingTo("0.0561");
        assertThat(vcpu(HOME, Terms.of("Scale-Out", "arm64", false, false, false)))
                .isEqualByComparingTo("0.0356");
        assertThat(vcpu(HOME, terms("autopilot"))).isEqualByComparingTo("0.0445");
    }

    private static BigDecimal vcpu(Pricer pricer, Terms terms) {
        return pricer.pod(resources(1000, 0, 0), terms).usdPerHour();
    }

    @Test
    void commitments_takeOff20And45Percent_butNotFromSpot() {
        var oneYear = pricer("asia-southeast1", Commitment.ONE_YEAR, false);
        var threeYears = pricer("asia-southeast1", Commitment.THREE_YEARS, false);
        assertThat(vcpu(oneYear, terms(""))).isEqualByComparingTo("0.04392");
        assertThat(vcpu(threeYears, terms(""))).isEqualByComparingTo("0.030195");
        assertThat(vcpu(threeYears, terms("autopilot-spot"))).isEqualByComparingTo("0.0165");
    }

    @Test
    void ephemeralStorage_canBeReckonedOnSsd() {
        var price = pricer("us-central1", Commitment.NONE, true).pod(resources(0, 0, 1), terms(""));
        assertThat(price.usdPerHour()).isEqualByComparingTo("0.0001389");
    }

    @Test
    void figure_thatARegionLacks_isDerivedFromAnother_andSaysSo() {
        var balanced = pricer("asia-southeast1", Commitment.NONE, false).pod(resources(1000, 0, 0), terms("Balanced"));
        assertThat(balanced.usdPerHour()).isEqualByComparingTo("0.0795741573");
        assertThat(balanced.parts().getFirst().rate().source()).isEqualTo("from us-central1");
        var elsewhere = pricer("europe-west1", Commitment.NONE, false).pod(resources(1000, 0, 0), terms(""));
        assertThat(elsewhere.usdPerHour()).isEqualByComparingTo("0.0445");
        assertThat(elsewhere.certainty()).isEqualTo(Certainty.ASSUMED);
        assertThat(elsewhere.parts().getFirst().rate().source()).isEqualTo("no figure for europe-west1: us-central1's");
    }

    @Test
    void spotFigure_ofAnotherRegionOrOfNone_isReckoned() {
        assertThat(vcpu(HOME, Terms.of("Balanced", "amd64", true, false, false)))
                .isEqualByComparingTo("0.0194");
        assertThat(vcpu(HOME, Terms.of("Scale-Out", "amd64", true, false, false)))
                .isEqualByComparingTo("0.016859745");
        var arm = HOME.pod(resources(1000, 0, 0), Terms.of("autopilot-arm", "arm64", true, false, false));
        assertThat(arm.usdPerHour()).isEqualByComparingTo("0.01064");
        assertThat(arm.certainty()).isEqualTo(Certainty.ASSUMED);
    }

    /** Section 8, entry 18. */
    @Test
    void billing_ofMachineClasses_isByNode_andOfOthersByRequests() {
        assertThat(terms("Performance")).isEqualTo(new Terms.PerNode("Performance"));
        assertThat(Terms.of("", "amd64", false, true, false)).isEqualTo(new Terms.PerNode("Accelerator"));
        assertThat(Terms.of("my-machines", "amd64", false, false, true)).isEqualTo(new Terms.PerNode("my-machines"));
        assertThat(Terms.of("my-pods", "amd64", true, false, false))
                .isEqualTo(new Terms.PerRequests("general-purpose", true));
        assertThat(HOME.pod(resources(4000, 16, 1), terms("Performance")).usdPerHour())
                .isZero();
    }

    @Test
    void node_isPaidWithDiskAndPremium() {
        var c3 = new BilledNode("Performance", "c3-standard-8", "c3", 8, 32 * GIB, "", 0, "pd-balanced", 400, 0, false);
        var price = HOME.node(c3);
        assertThat(price.usdPerHour())
                .isEqualByComparingTo(new BigDecimal("0.41776")
                        .multiply(new BigDecimal("1.12"))
                        .add(new BigDecimal("0.0555556")));
        assertThat(price.parts().getLast().rate().item()).isEqualTo("Autopilot premium, Performance");
        assertThat(price.certainty()).isEqualTo(Certainty.ASSUMED);
    }

    @Test
    void node_withGpus_countsThemUnlessTheMachineDoes() {
        var t4 = new BilledNode(
                "Accelerator", "n1-standard-4", "n1", 4, 15 * GIB, "nvidia-tesla-t4", 1, "pd-balanced", 100, 0, true);
        assertThat(HOME.node(t4).parts()).extracting(it -> it.rate().item()).contains("nvidia-tesla-t4");
        var l4 = new BilledNode(
                "Accelerator", "g2-standard-4", "g2", 4, 16 * GIB, "nvidia-l4", 1, "pd-balanced", 100, 0, false);
        assertThat(HOME.node(l4).parts())
                .extracting(it -> it.rate().item())
                .containsExactly("g2-standard-4", "pd-balanced", "Autopilot premium, Accelerator");
    }

    @Test
    void priceTable_hasACertaintyAndASourceForEachFigure() {
        assertThat(DataTable.read(PriceList.class, "prices.tsv").rows())
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(new BigDecimal(row.getOrDefault("usd", ""))).isPositive();
                    assertThat(Certainty.valueOf(
                                    row.getOrDefault("certainty", "").toUpperCase(Locale.ROOT)))
                            .isNotNull();
                    assertThat(row.getOrDefault("source", "")).isNotBlank();
                    assertThat(Set.of(
                                    "vcpu",
                                    "memory",
                                    "ephemeral",
                                    "ephemeral-ssd",
                                    "cluster",
                                    "cluster-credit-month",
                                    "discount",
                                    "premium"))
                            .contains(row.getOrDefault("what", ""));
                });
    }
}
