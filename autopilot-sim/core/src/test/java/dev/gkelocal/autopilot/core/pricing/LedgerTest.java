package dev.gkelocal.autopilot.core.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.pricing.Bill.Free;
import dev.gkelocal.autopilot.core.pricing.Bill.FreeReason;
import dev.gkelocal.autopilot.core.pricing.BillingSettings.Commitment;
import dev.gkelocal.autopilot.core.pricing.BillingSettings.FreeTier;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bill over virtual time (autopilot sheet 5.1; section 8, entry 18). */
class LedgerTest {
    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Terms GENERAL = new Terms.PerRequests("general-purpose", false);
    private static final Pricer PRICER =
            Pricer.in(new BillingSettings("us-central1", Commitment.NONE, false, FreeTier.USED_ELSEWHERE));

    private static Pod pod(String namespace, String name) {
        return Pod.of(namespace, name, new Resources(1000, 1L << 30, 0, Map.of()))
                .change()
                .owner("ReplicaSet/web")
                .nodeName("gk3-1")
                .build();
    }

    @Test
    void pod_isPaidFromBindingToItsEnd_toTheSecond() {
        var ledger = new Ledger(PRICER, START);
        var web = pod("shop", "web-1");
        ledger.pending(web, START);
        ledger.scheduled(web, GENERAL, START.plus(HOUR));
        ledger.ended(web, START.plus(HOUR).plusSeconds(1800));
        var bill = ledger.bill(START.plus(Duration.ofDays(1)));
        assertThat(bill.workloads()).isEqualByComparingTo("0.02471125");
        assertThat(bill.byWorkload()).containsOnlyKeys("shop ReplicaSet/web");
        assertThat(bill.byNamespace().get("shop")).isEqualByComparingTo(bill.workloads());
        assertThat(bill.byNode().get("gk3-1")).isEqualByComparingTo(bill.workloads());
    }

    /** Section 8, entry 18: Pending is free. */
    @Test
    void pendingPod_isFree_andShown() {
        var ledger = new Ledger(PRICER, START);
        ledger.pending(pod("shop", "web-1"), START);
        var bill = ledger.bill(START.plus(HOUR));
        assertThat(bill.workloads()).isZero();
        assertThat(bill.free())
                .extracting(Free::reason, Free::time)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(FreeReason.PENDING, HOUR));
    }

    @Test
    void systemPods_andPodsOfPaidNodes_areFree() {
        var ledger = new Ledger(PRICER, START);
        ledger.scheduled(pod("kube-system", "dns"), GENERAL, START);
        ledger.scheduled(pod("gke-managed-system", "agent"), GENERAL, START);
        ledger.scheduled(pod("shop", "fast"), new Terms.PerNode("Performance"), START);
        var bill = ledger.bill(START.plus(HOUR));
        assertThat(bill.lines()).isEmpty();
        assertThat(bill.free())
                .extracting(Free::reason)
                .containsExactlyInAnyOrder(FreeReason.SYSTEM_POD, FreeReason.SYSTEM_POD, FreeReason.PAID_WITH_ITS_NODE);
    }

    /** Section 8, entry 18: Performance pays for the node, idle or not. */
    @Test
    void nodeOfAMachineClass_isPaidWhileItIsThere() {
        var ledger = new Ledger(PRICER, START);
        var node =
                new BilledNode("Performance", "c3-standard-8", "c3", 8, 32L << 30, "", 0, "pd-balanced", 400, 0, false);
        ledger.nodeAdded("gk3-fast", node, START);
        ledger.nodeRemoved("gk3-fast", START.plus(HOUR.multipliedBy(2)));
        var bill = ledger.bill(START.plus(Duration.ofDays(1)));
        assertThat(bill.workloads())
                .isEqualByComparingTo(PRICER.node(node).usdPerHour().multiply(BigDecimal.TWO));
        assertThat(bill.byWorkload()).containsOnlyKeys("node gk3-fast");
    }

    @Test
    void resizedPod_isPaidByItsRequestsOfTheTime() {
        var ledger = new Ledger(PRICER, START);
        var web = pod("shop", "web-1");
        ledger.scheduled(web, GENERAL, START);
        var larger = web.change()
                .requests(new Resources(3000, 1L << 30, 0, Map.of()))
                .build();
        ledger.scheduled(larger, GENERAL, START.plus(HOUR));
        var bill = ledger.bill(START.plus(HOUR.multipliedBy(2)));
        var vcpu = bill.lines().stream()
                .filter(it -> it.rate().unit().equals("vCPU"))
                .findFirst()
                .orElseThrow();
        assertThat(vcpu.unitHours()).isEqualByComparingTo("4");
    }

    /** Section 8, entry 18: the free tier pays for the fee of one cluster, month by month. */
    @Test
    void freeTier_paysTheClusterFee_andNothingElse() {
        var pricer = Pricer.in(BillingSettings.in("us-central1"));
        var january = Instant.parse("2026-01-01T08:00:00Z");
        var bill = new Ledger(pricer, january).bill(january.plus(Duration.ofDays(59)));
        assertThat(bill.clusterFee()).isEqualByComparingTo("141.6");
        assertThat(bill.credit()).isEqualByComparingTo("141.6");
        assertThat(bill.total()).isZero();
        var paid = new Ledger(PRICER, january).bill(january.plus(Duration.ofDays(59)));
        assertThat(paid.total()).isEqualByComparingTo("141.6");
    }

    @Test
    void bill_isTheSame_howeverOftenItIsAskedForOrContinued() {
        var random = new Random(3);
        var ledger = new Ledger(PRICER, START);
        var other = new Ledger(PRICER, START);
        var at = START;
        for (var round = 0; round < 200; round++) {
            at = at.plusMillis(random.nextInt(100_000));
            var pod = pod("ns" + random.nextInt(3), "p" + random.nextInt(10));
            if (random.nextBoolean()) {
                ledger.scheduled(pod, GENERAL, at);
                other.scheduled(pod, GENERAL, at);
            } else {
                ledger.ended(pod, at);
                other.ended(pod, at);
            }
            ledger.bill(at);
        }
        assertThat(ledger.bill(at)).isEqualTo(other.bill(at));
    }

    @Test
    void ledger_thatGoesOnAfterARestart_losesNothing() {
        var web = pod("shop", "web-1");
        var whole = new Ledger(PRICER, START);
        whole.scheduled(web, GENERAL, START);
        var first = whole.bill(START.plus(HOUR));
        var second = Ledger.after(first, PRICER);
        second.scheduled(web, GENERAL, START.plus(HOUR));
        var end = START.plus(HOUR.multipliedBy(3));
        assertThat(second.bill(end).total())
                .isEqualByComparingTo(whole.bill(end).total());
    }

    @Test
    void time_thatGoesBack_isRefused() {
        var ledger = new Ledger(PRICER, START);
        ledger.scheduled(pod("shop", "web"), GENERAL, START);
        assertThatThrownBy(() -> ledger.bill(START.minusSeconds(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
