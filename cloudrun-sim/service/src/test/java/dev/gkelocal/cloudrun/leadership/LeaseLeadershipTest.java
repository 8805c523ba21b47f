package dev.gkelocal.cloudrun.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.cloudrun.leadership.Leadership.Successor;
import dev.gkelocal.cloudrun.leadership.LeaseRules.Step;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas and one lease. Waits are long because the machine may be busy. */
class LeaseLeadershipTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Instant T0 = Instant.parse("2026-11-23T12:00:00Z");
    private static final LeaseRules RULES = new LeaseRules("b_2", Duration.ofSeconds(3), Duration.ofSeconds(1));

    private final Lease lease = new Lease();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile Duration ahead = Duration.ZERO;
    private volatile boolean ticking = true;
    private final InstantSource clock = () -> (ticking ? Instant.now() : T0).plus(ahead);

    @Test
    void lease_thatRunsOut_isTakenByTheClockOfWhoLooks() {
        var seen = new LeaseRecord("a_1", 7, Instant.EPOCH, "h:1", "v");

        assertThat(RULES.next(seen, T0, false, false, "", T0.plusMillis(2999))).isInstanceOf(Step.StandBy.class);
        assertThat(RULES.next(seen, T0, false, false, "", T0.plusSeconds(3)))
                .isEqualTo(new Step.Write(
                        new LeaseRecord("b_2", Epochs.at(T0.plusSeconds(3)), T0.plusSeconds(3), "", "v")));
    }

    @Test
    void lease_whoseHolderHasEnded_isTakenAtOnce() {
        var seen = new LeaseRecord("a_1", 7, Instant.EPOCH, "h:1", "v");

        assertThat(RULES.next(seen, T0, true, false, "", T0))
                .isEqualTo(new Step.Write(new LeaseRecord("b_2", Epochs.at(T0), T0, "", "v")));
        assertThat(RULES.next(seen, T0, true, true, "", T0)).isInstanceOf(Step.Lost.class);
    }

    @Test
    void holder_isLookedAfter_onlyWhenAnotherOneDidNotRenew() {
        var others = new LeaseRecord("a_1", 7, Instant.EPOCH, "h:1", "v");

        assertThat(RULES.overdue(others, T0, T0.plusMillis(999))).isFalse();
        assertThat(RULES.overdue(others, T0, T0.plusSeconds(1))).isTrue();
        assertThat(RULES.overdue(others.released(T0), T0, T0.plusSeconds(1))).isFalse();
        assertThat(RULES.overdue(others.taken("b_2", T0), T0, T0.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void lastWord_provesTheEndOfItsHolderOnly() {
        assertThat(LastWord.isOf("a_1", ended("a_1\n"))).isTrue();
        assertThat(LastWord.isOf("a_1", ended("a_2"))).isFalse();
        assertThat(LastWord.isOf("a_1", ended(null))).isFalse();
        assertThat(LastWord.isOf("a_1", null)).isFalse();
    }

    @Test
    void lastWord_isWhatTheContainersFileHolds(@TempDir Path folder) {
        var file = folder.resolve("termination-log");

        LastWord.leave(file, "a_1");
        LastWord.leave(folder.resolve("absent/file"), "a_1");

        assertThat(file).hasContent("a_1");
    }

    private static ContainerStateTerminated ended(@Nullable String message) {
        return new ContainerStateTerminatedBuilder().withMessage(message).build();
    }

    @Test
    void lease_ofThisOne_isRenewedInTime() {
        var seen = new LeaseRecord("b_2", 7, T0, "", "v");

        assertThat(RULES.next(seen, T0, false, true, "", T0.plusMillis(999))).isInstanceOf(Step.Lead.class);
        assertThat(RULES.next(seen, T0, false, true, "", T0.plusSeconds(1))).isInstanceOf(Step.Write.class);
        assertThat(RULES.next(seen, T0, false, true, "h:1", T0)).isInstanceOf(Step.Write.class);
    }

    @Test
    void lease_takenFromALeader_isLost() {
        var seen = new LeaseRecord("a_1", 8, T0, "", "v");

        assertThat(RULES.next(seen, T0, false, true, "", T0)).isInstanceOf(Step.Lost.class);
    }

    @Test
    void epoch_ofALeaseMadeAnew_isAboveThoseOfTheFormer() {
        var first = LeaseRecord.first("a_1", T0);
        var taken = first.taken("b_2", T0);

        assertThat(taken.transitions()).isGreaterThan(first.transitions());
        assertThat(LeaseRecord.first("a_3", T0.plusSeconds(60)).transitions()).isGreaterThan(taken.transitions());
    }

    @Test
    void lead_thatCannotBeRenewed_runsOutAndIsThereAgainWhenItCan() {
        // Given
        var leader = replica("a");
        leader.acquire().join();
        await().atMost(LONG).until(leader::holds);

        // When
        lease.away = true;
        ahead = LeaseLeadership.DURATION;

        // Then
        assertThat(leader.holds()).isFalse();
        lease.away = false;
        await().atMost(LONG).until(leader::holds);
        assertThat(lost).hasValue(0);
    }

    @Test
    void secondReplica_standsByAndTakesOverWhatIsHandedOver() {
        // Given
        var first = replica("a");
        first.acquire().join();
        first.serves();
        var second = replica("b");
        var acquired = second.acquire();
        await().atMost(LONG).until(second::standsBy);
        assertThat(second.holds()).isFalse();

        // When
        acquired.thenRunAsync(second::serves);
        var successor = first.handOver();
        first.leave();

        // Then
        assertThat(successor).contains(new Successor("10.0.0.1", 8082));
        assertThat(second.epoch()).isGreaterThan(first.epoch());
        await().atMost(LONG).untilAsserted(() -> assertThat(lease.labelled).containsExactly("b"));
        assertThat(lost).hasValue(0);
    }

    @Test
    void leaderThatVanishes_losesItsLabelToTheNext() {
        // Given
        lease.labelled.add("a");
        lease.record = new LeaseRecord("a_1", 7, Instant.EPOCH, "h:1", "0");

        // When
        var next = replica("b");
        next.acquire().join();
        assertThat(lease.labelled).containsExactly("a");
        next.serves();

        // Then
        assertThat(lease.labelled).containsExactly("b");
        assertThat(lease.record.transitions()).isGreaterThan(7);
    }

    @Test
    void leaderThatWasSeenToEnd_isReplacedBeforeItsLeaseRunsOut() {
        // Given
        lease.record = new LeaseRecord("a_1", 7, Instant.EPOCH, "h:1", "0");
        lease.ended = "a_1";
        ticking = false;
        var next = replica("b");
        var acquired = next.acquire();
        await().atMost(LONG).until(next::standsBy);

        // When
        ahead = Duration.ofSeconds(1);

        // Then
        acquired.join();
        assertThat(next.epoch()).isGreaterThan(7);
    }

    @Test
    void leaderThatIsSilentAndWasNotSeenToEnd_isNotReplacedBeforeItsLeaseRunsOut() {
        // Given
        lease.record = new LeaseRecord("a_1", 7, Instant.EPOCH, "h:1", "0");
        lease.ended = "a_0";
        ticking = false;
        var next = replica("b");
        var acquired = next.acquire();
        await().atMost(LONG).until(next::standsBy);

        // When
        ahead = LeaseLeadership.DURATION.minusMillis(1);
        await().atMost(LONG).until(() -> lease.lookedAfter.get() > 3);

        // Then
        assertThat(acquired).isNotDone();
        ahead = LeaseLeadership.DURATION;
        acquired.join();
    }

    @Test
    void leaderWhoseLeaseWasTaken_isTold() {
        // Given
        var robbed = replica("a");
        robbed.acquire().join();

        // When
        lease.steal();

        // Then
        await().atMost(LONG).untilAsserted(() -> assertThat(lost).hasValue(1));
        assertThat(robbed.holds()).isFalse();
        assertThat(robbed.handOver()).contains(new Successor("thief", 1));
        assertThat(lease.record.holder()).isEqualTo("thief_1");
    }

    @Test
    void replica_besideOneThatBelievesToBeAlone_waitsForItsEnd() {
        // Given
        lease.aloneOne = true;
        var replica = replica("a");
        var acquired = replica.acquire();
        await().atMost(LONG).until(replica::standsBy);
        assertThat(replica.holds()).isFalse();

        // When
        lease.aloneOne = false;

        // Then
        acquired.join();
        assertThat(replica.holds()).isTrue();
    }

    @Test
    void programStartedAgainInItsPod_leavesTheServiceBeforeItStandsBy() {
        // Given
        lease.labelled.add("a");

        // When
        replica("a").stepAside().join();

        // Then
        assertThat(lease.labelled).isEmpty();
    }

    @Test
    void handOver_withNobodyThere_endsByItself() {
        // Given
        var only = replica("a");
        only.acquire().join();

        // Then
        assertThat(only.handOver()).isEmpty();
    }

    private LeaseLeadership replica(String pod) {
        return new LeaseLeadership(lease, pod, "1", "10.0.0.1:8082", clock, lost::incrementAndGet);
    }

    /** In memory, with the API server's check of versions. */
    private static final class Lease implements LeaseApi {
        private final Set<String> labelled = ConcurrentHashMap.newKeySet();
        private volatile @Nullable LeaseRecord record;
        private volatile boolean away;
        private volatile boolean aloneOne;
        private volatile String ended = "";
        private final AtomicInteger lookedAfter = new AtomicInteger();
        private int version;

        @Override
        public synchronized Optional<LeaseRecord> read() throws IOException {
            if (away) {
                throw new IOException("the API server does not answer");
            }
            return Optional.ofNullable(record);
        }

        @Override
        public synchronized Optional<LeaseRecord> write(LeaseRecord next) throws IOException {
            var held = record == null ? "" : record.version();
            if (!held.equals(next.version())) {
                return Optional.empty();
            }
            version++;
            record =
                    new LeaseRecord(next.holder(), next.transitions(), next.renewTime(), next.ingress(), "v" + version);
            return Optional.of(record);
        }

        synchronized void steal() {
            version++;
            record = new LeaseRecord("thief_1", 99, Instant.EPOCH, "thief:1", "v" + version);
        }

        @Override
        public void label(String pod, boolean leads) {
            if (leads) {
                labelled.add(pod);
            } else {
                labelled.remove(pod);
            }
        }

        @Override
        public boolean sawEndOf(LeaseRecord held) {
            lookedAfter.incrementAndGet();
            return held.holder().equals(ended);
        }

        @Override
        public boolean aloneOne() {
            return aloneOne;
        }

        @Override
        public void close() {}
    }
}
