package dev.gkelocal.cloudrun.core.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.cloudrun.core.billing.Bill.FreeTier;
import dev.gkelocal.contracts.cloudrun.Resources;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Google's price list (cloudrun sheet 5; section 7, items 18 and 23). Amounts are worked by hand. */
class BillTest {
    private static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");
    private static final Prices PRICES = Prices.published();
    private static final Resources ONE_CPU_HALF_GIB = new Resources(1000, 512, true, false);

    /** The sheet's worked check: 2,628,000 s x 1.5 x 0.0000025 = 9.86; second tier 13.80. */
    @ParameterizedTest
    @CsvSource({"us-central1, 9.86", "asia-northeast3, 13.80"})
    void minInstance_idleForAMonth_costsWhatTheSheetSays(String region, BigDecimal expected) {
        // Given
        var month = T0.plus(Duration.ofHours(730));
        var usage = Usage.of(List.of(new InstanceUsage(T0, T0, month, month, List.of())), 1, 0);
        // When
        var bill = Bill.of(usage, ONE_CPU_HALF_GIB, PRICES, region, FreeTier.USED_UP);
        // Then
        assertThat(bill.rounded()).isEqualTo(expected);
        assertThat(bill.pricesDated()).isEqualTo("2026-11-22");
    }

    /** Item 23: idle time is free unless a minimum keeps the instance. */
    @Test
    void idle_withoutAMinimum_isFree() {
        // Given
        var usage = Usage.of(List.of(instance(0, 2, 900, 900, List.of())), 0, 0);
        // When
        var bill = Bill.of(usage, ONE_CPU_HALF_GIB, PRICES, "us-central1", FreeTier.USED_UP);
        // Then: two seconds of start-up, 2 x (0.000024 + 0.5 x 0.0000025)
        assertThat(usage.idleMinimum()).isZero();
        assertThat(bill.total()).isEqualByComparingTo("0.0000505");
    }

    @Test
    void requests_thatOverlap_shareTheInstancesSecond() {
        // Given: 10..20 and 15..30 are 20 s, 40..41 one more, 2 s start-up, 1 s shutdown
        var requests = List.of(interval(15, 30), interval(10, 20), interval(40, 41));
        // When
        var usage = Usage.of(List.of(instance(0, 2, 100, 101, requests)), 0, 3);
        // Then
        assertThat(usage.active()).isEqualTo(Duration.ofSeconds(24));
        assertThat(usage.lifetime()).isEqualTo(Duration.ofSeconds(101));
    }

    /** Item 18: an open WebSocket is a request, billed all the time. */
    @Test
    void webSocket_openForAnHour_isBilledForAnHour() {
        // Given
        var socket = List.of(interval(0, 3600));
        // When
        var usage = Usage.of(List.of(instance(0, 0, 3600, 3600, socket)), 0, 1);
        // Then
        assertThat(usage.active()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,100", "100,100", "101,200", "59999,60000"})
    void activeTime_isRoundedUpTo100Milliseconds(long millis, long billed) {
        // Given
        var request = new Interval(T0, T0.plusMillis(millis));
        // When
        var usage = Usage.of(List.of(new InstanceUsage(T0, T0, request.to(), request.to(), List.of(request))), 0, 1);
        // Then
        assertThat(usage.active()).isEqualTo(Duration.ofMillis(billed));
    }

    @Test
    void instanceBased_chargesTheWholeLifeAndAMinuteAtLeast() {
        // Given
        var resources = new Resources(2000, 1024, false, false);
        var usage = Usage.of(List.of(instance(0, 1, 5, 5, List.of()), instance(0, 1, 120, 120, List.of())), 0, 9);
        // When
        var bill = Bill.of(usage, resources, PRICES, "us-central1", FreeTier.USED_UP);
        // Then: 180 s x (2 x 0.000018 + 0.000002)
        assertThat(bill.total()).isEqualByComparingTo("0.00684");
        assertThat(bill.lines()).extracting(Bill.Line::item).containsExactly("CPU", "Memory");
    }

    /** Of three instances and a minimum of two, one active leaves one idle to pay for. */
    @Test
    void idleMinimum_countsOnlyWhatTheMinimumStillLacks() {
        // Given
        var busy = instance(0, 0, 100, 100, List.of(interval(0, 40)));
        var idle = instance(0, 0, 100, 100, List.of());
        // When
        var usage = Usage.of(List.of(busy, idle, idle), 2, 1);
        // Then: 40 s x 1 and 60 s x 2
        assertThat(usage.idleMinimum()).isEqualTo(Duration.ofSeconds(160));
    }

    @Test
    void requestFee_isByTheMillion() {
        // Given
        var usage = new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, 2_500_000);
        // When
        var bill = Bill.of(usage, ONE_CPU_HALF_GIB, PRICES, "us-central1", FreeTier.USED_UP);
        // Then
        assertThat(bill.total()).isEqualByComparingTo("1.0");
    }

    @Test
    void freeTier_isTakenOffEachMeter() {
        // Given
        var usage = new Usage(Duration.ofSeconds(200_000), Duration.ZERO, Duration.ZERO, 3_000_000);
        // When
        var bill = Bill.of(usage, ONE_CPU_HALF_GIB, PRICES, "us-central1", FreeTier.UNTOUCHED);
        // Then: 20,000 vCPU-s, no memory (100,000 of 360,000 GiB-s), one million requests
        assertThat(bill.lines())
                .extracting(it -> it.amount().stripTrailingZeros().toPlainString())
                .containsExactly("0.48", "0", "0.4");
    }

    /** The free amount is money at first tier prices: 180,000 x 0.000024 / 0.0000336 = 128,571 s in the second. */
    @Test
    void freeTier_buysLessInTheSecondTier() {
        // Given
        var usage = new Usage(Duration.ofSeconds(180_000), Duration.ZERO, Duration.ZERO, 0);
        // When
        var bill = Bill.of(usage, ONE_CPU_HALF_GIB, PRICES, "asia-northeast3", FreeTier.UNTOUCHED);
        // Then: 180,000 x 0.0000336 - 4.32 = 1.728
        assertThat(bill.rounded()).isEqualTo("1.73");
    }

    @Test
    void secondTier_is1Point4TimesTheFirst() {
        // Given
        var first = PRICES.first().requestBased();
        var second = PRICES.second().requestBased();
        // When // Then
        assertThat(second.vcpuSecond()).isEqualByComparingTo(first.vcpuSecond().multiply(new BigDecimal("1.4")));
        assertThat(second.gibSecond()).isEqualByComparingTo(first.gibSecond().multiply(new BigDecimal("1.4")));
    }

    @Test
    void prices_withAKeyMissing_areRefusedByName() {
        // Given
        var properties = new Properties();
        properties.setProperty("dated", "2026-11-22");
        // When // Then
        assertThatThrownBy(() -> Prices.parse(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prices lack the key tier2.regions");
    }

    private static InstanceUsage instance(
            long started, long ready, long stopping, long stopped, List<Interval> requests) {
        var at = Stream.of(started, ready, stopping, stopped)
                .map(T0::plusSeconds)
                .toList();
        return new InstanceUsage(at.get(0), at.get(1), at.get(2), at.get(3), requests);
    }

    private static Interval interval(long from, long to) {
        return new Interval(T0.plusSeconds(from), T0.plusSeconds(to));
    }
}
