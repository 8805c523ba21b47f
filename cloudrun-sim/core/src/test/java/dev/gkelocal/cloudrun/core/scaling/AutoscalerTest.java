package dev.gkelocal.cloudrun.core.scaling;

import static dev.gkelocal.cloudrun.core.scaling.Facts.T0;
import static dev.gkelocal.cloudrun.core.scaling.Facts.facts;
import static dev.gkelocal.cloudrun.core.scaling.Facts.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import dev.gkelocal.contracts.cloudrun.ScalingDecided.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AutoscalerTest {
    private static final Autoscaler PUBLISHED = new Autoscaler(ScalingSettings.PUBLISHED);
    private static final Instant LATE = T0.plus(Duration.ofMinutes(20));

    record Row(String name, Facts facts, int starts, Reason reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> starts() {
        return Stream.of(
                new Row("nothing at all", facts(), 0, Reason.IDLE),
                new Row("scale from zero by one request", facts().pending(1), 1, Reason.ON_DEMAND),
                new Row("80 requests fit one instance", facts().pending(80), 1, Reason.ON_DEMAND),
                new Row("a burst of 81 starts two at once", facts().pending(81), 2, Reason.ON_DEMAND),
                new Row("a burst of 1000 starts 13 at once", facts().pending(1000), 13, Reason.ON_DEMAND),
                new Row("from zero the averages alone start none", facts().load(500, 500), 0, Reason.IDLE),
                new Row("starting instances cover 160", facts().starting(2).pending(160), 0, Reason.CONCURRENCY),
                new Row("and not 161", facts().starting(2).pending(161), 1, Reason.ON_DEMAND),
                new Row("free slots cover the queue", facts().ready(79).pending(1), 0, Reason.CONCURRENCY),
                new Row("a full instance does not", facts().ready(80).pending(1), 1, Reason.ON_DEMAND),
                new Row("the formula asks ahead of the queue", facts().ready(49).load(49, 0), 1, Reason.CONCURRENCY),
                new Row(
                        "the formula counts starting ones",
                        facts().ready(49).starting(1).load(49, 0),
                        0,
                        Reason.CONCURRENCY),
                new Row("minimum without traffic", facts().limits(80, 3, 100), 3, Reason.MIN_INSTANCES),
                new Row(
                        "minimum below the load",
                        facts().limits(80, 1, 100).ready(60).load(60, 60),
                        1,
                        Reason.CONCURRENCY),
                new Row(
                        "maximum holds the formula",
                        facts().limits(80, 0, 2).ready(80).load(900, 0),
                        1,
                        Reason.MAX_INSTANCES),
                new Row(
                        "maximum holds the queue",
                        facts().limits(80, 0, 1).ready(80).pending(50),
                        0,
                        Reason.MAX_INSTANCES),
                new Row("maximum below the minimum wins", facts().limits(80, 9, 2), 2, Reason.MIN_INSTANCES),
                new Row("failing starts wait", facts().pending(1).startsFrom(LATE.plusSeconds(1)), 0, Reason.ON_DEMAND),
                new Row("and go on when it is time", facts().pending(1).startsFrom(LATE), 1, Reason.ON_DEMAND),
                new Row("a deployment tries one", facts().standing(Standing.DEPLOYING), 1, Reason.DEPLOY_CHECK),
                new Row(
                        "a deployment tries the minimum",
                        facts().standing(Standing.DEPLOYING).limits(80, 2, 9),
                        2,
                        Reason.DEPLOY_CHECK),
                new Row(
                        "no traffic, no minimum",
                        facts().standing(Standing.UNREACHABLE).limits(80, 2, 9),
                        0,
                        Reason.IDLE),
                new Row(
                        "no traffic, no memory",
                        facts().standing(Standing.UNREACHABLE).ready(0).load(300, 300),
                        0,
                        Reason.RETIRED),
                new Row(
                        "a late request still counts",
                        facts().standing(Standing.UNREACHABLE).pending(1),
                        1,
                        Reason.ON_DEMAND),
                new Row(
                        "removed starts none",
                        facts().standing(Standing.REMOVED).pending(1),
                        0,
                        Reason.ON_DEMAND));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void decide_startsWhatIsMissing(Row row) {
        // Given
        var facts = row.facts.build();
        // When
        var decision = PUBLISHED.decide(facts, LATE);
        // Then
        assertThat(decision.starts()).isEqualTo(row.starts);
        assertThat(decision.reason()).isEqualTo(row.reason);
    }

    @Test
    void drivers_severalOfThem_theLargestCounts() {
        // Given
        var autoscaler =
                new Autoscaler(ScalingSettings.PUBLISHED, List.of(new ConcurrencyDriver(0.6), it -> 7, it -> 3));
        // When
        var decision = autoscaler.decide(facts().ready(10).load(10, 10).build(), T0);
        // Then
        assertThat(decision.recommended()).isEqualTo(7);
        assertThat(decision.starts()).isEqualTo(6);
    }

    @Test
    void idle_beforeTheRetentionEnds_isKept() {
        // Given
        var facts = facts().idleSince(T0).build();
        // When
        var decision = PUBLISHED.decide(facts, T0.plus(Duration.ofMinutes(15)).minusNanos(1));
        // Then
        assertThat(decision.changesCount()).isFalse();
    }

    @Test
    void idle_whenTheRetentionEnds_isStopped() {
        // Given
        var facts = facts().idleSince(T0).build();
        // When
        var decision = PUBLISHED.decide(facts, T0.plus(Duration.ofMinutes(15)));
        // Then
        assertThat(decision.stops()).containsExactly(id(0));
        assertThat(decision.reason()).isEqualTo(Reason.IDLE);
        assertThat(decision.to()).isZero();
    }

    @Test
    void idle_severalAboveTheRecommendation_theLongestIdleGoFirst() {
        // Given: 96 in flight on average need two of the five
        var facts = facts().load(96, 96)
                .ready(40, 40)
                .idleSince(T0.plusSeconds(20), T0, T0.plusSeconds(10))
                .build();
        // When
        var decision = PUBLISHED.decide(facts, LATE);
        // Then
        assertThat(decision.stops()).containsExactly(id(3), id(4), id(2));
    }

    @Test
    void idle_withinTheRecommendation_isKeptHoweverLong() {
        // Given
        var facts = facts().load(10, 96).ready(10).idleSince(T0).build();
        // When
        var decision = PUBLISHED.decide(facts, LATE.plus(Duration.ofDays(1)));
        // Then
        assertThat(decision.stops()).isEmpty();
    }

    @Test
    void lastStep_oneToZero_looksOnlyAtRequestsAndRetention() {
        // Given: the averages still remember load, CPU would say busy
        var autoscaler = new Autoscaler(ScalingSettings.PUBLISHED, List.of(new ConcurrencyDriver(0.6), it -> 1));
        // When
        var decision = autoscaler.decide(facts().load(0, 30).idleSince(T0).build(), LATE);
        // Then
        assertThat(decision.stops()).containsExactly(id(0));
    }

    @Test
    void lastStep_whileARequestRuns_isNotTaken() {
        // Given
        var facts = facts().ready(1).idleSince(T0).build();
        // When
        var decision = PUBLISHED.decide(facts, LATE);
        // Then
        assertThat(decision.stops()).containsExactly(id(1));
        assertThat(decision.to()).isEqualTo(1);
    }

    @Test
    void minimum_isTheFloorOfIdleRetention() {
        // Given
        var facts = facts().limits(80, 2, 100).idleSince(T0, T0, T0).build();
        // When
        var decision = PUBLISHED.decide(facts, LATE);
        // Then
        assertThat(decision.stops()).containsExactly(id(0));
    }

    @Test
    void scaleToZeroOff_keepsOneOfWhatHasTraffic() {
        // Given
        var autoscaler = new Autoscaler(ScalingSettings.PUBLISHED.withScaleToZero(false));
        // When
        var serving = autoscaler.decide(facts().idleSince(T0).build(), LATE);
        var unreachable = autoscaler.decide(
                facts().standing(Standing.UNREACHABLE).idleSince(T0).build(), LATE);
        // Then
        assertThat(serving.stops()).isEmpty();
        assertThat(unreachable.stops()).containsExactly(id(0));
        assertThat(unreachable.reason()).isEqualTo(Reason.RETIRED);
    }

    @Test
    void removed_stopsEverything() {
        // Given
        var facts = facts().standing(Standing.REMOVED)
                .limits(80, 2, 9)
                .ready(3)
                .starting(1)
                .build();
        // When
        var decision = PUBLISHED.decide(facts, T0);
        // Then
        assertThat(decision.stops()).containsExactly(id(0), id(1));
        assertThat(decision.preferred()).isEmpty();
        assertThat(decision.reason()).isEqualTo(Reason.RETIRED);
    }

    @Test
    void preferred_areTheOldest_soThatTheOthersIdleOut() {
        // Given
        var old = new InstanceFacts.Ready(id(9), T0, 0, T0);
        var young = new InstanceFacts.Ready(id(1), T0.plusSeconds(60), 30, T0.plusSeconds(60));
        var facts = new RevisionFacts(
                Facts.WEB,
                Standing.SERVING,
                new ScalingLimits(80, 0, 100),
                new LoadAverages(30, 30),
                List.of(young, old),
                0,
                Duration.ZERO,
                Instant.MIN);
        // When
        var decision = PUBLISHED.decide(facts, T0.plusSeconds(61));
        // Then
        assertThat(decision.preferred()).containsExactly(id(9), id(1));
        assertThat(decision.recommended()).isEqualTo(1);
    }

    @Test
    void event_tellsEveryInput() {
        // Given
        var facts = facts().limits(80, 1, 5).load(100, 50).ready(70).pending(3).build();
        // When
        var event = PUBLISHED.decide(facts, LATE).toEvent(LATE);
        // Then
        assertThat(event)
                .isEqualTo(new ScalingDecided(Facts.WEB, LATE, 1, 3, Reason.CONCURRENCY, 100, 50, 48, 3, 1, 5, 70, 3));
    }
}
