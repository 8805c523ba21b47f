package dev.gkelocal.cloudrun.core.whatif;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gkelocal.cloudrun.core.scaling.ScalingLimits;
import dev.gkelocal.cloudrun.core.scaling.ScalingSettings;
import dev.gkelocal.cloudrun.core.scaling.YoungWindow;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import dev.gkelocal.contracts.cloudrun.ScalingDecided.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** "About instance autoscaling" played in virtual time (cloudrun sheet 1.6, 2.2; section 7, items 2, 5, 6 and 16). */
class AboutInstanceAutoscalingTest {
    private static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");
    private static final ScalingSettings PUBLISHED = ScalingSettings.PUBLISHED;

    @Test
    void steadyTraffic_scalesFromZeroToTheFormulaAndBackToZero() {
        // Given: 100 requests at a time, so ceil(100 / 48) = 3 instances
        var arrivals = Arrivals.even(100, ZERO, ofMinutes(30), ofSeconds(1));
        var scenario = scenario(PUBLISHED, new ScalingLimits(80, 0, 100), ofMillis(0), ofMinutes(60));
        // When
        var prediction = WhatIf.run(scenario, arrivals);
        // Then
        assertThat(prediction.answers()).isEqualTo(new Prediction.Answers(180_000, 0, 0, 0));
        assertThat(prediction.decisions().getFirst().reason()).isEqualTo(Reason.ON_DEMAND);
        assertThat(prediction.instancesAt(T0.plus(ofMinutes(20)))).isEqualTo(3);
        assertThat(prediction.mostInstances()).isEqualTo(3);
        // The last request ends at 30:00.99; the first tick 15 minutes later takes all.
        assertThat(prediction.instancesAt(at(ofSeconds(45 * 60)))).isEqualTo(3);
        assertThat(prediction.instancesAt(at(ofSeconds(45 * 60 + 5)))).isZero();
        assertThat(prediction.decisions().getLast().reason()).isEqualTo(Reason.IDLE);
    }

    /** 60 at a time: the minute's average is 49.5 at 0:50 (30 of 3,000 request-seconds are missing at the start). */
    @Test
    void fullYoungWindow_scalesOutWhenTheWindowHasFilled() {
        // Given
        var settings = PUBLISHED.withYoungWindow(YoungWindow.FULL);
        var arrivals = Arrivals.even(60, ZERO, ofMinutes(2), ofSeconds(1));
        // When
        var prediction = WhatIf.run(scenario(settings, new ScalingLimits(80, 0, 100), ZERO, ofMinutes(2)), arrivals);
        // Then
        assertThat(prediction.counts())
                .filteredOn(it -> it.starting() == 0)
                .containsExactly(new Prediction.Count(T0, 0, 1), new Prediction.Count(at(ofSeconds(50)), 0, 2));
        var second = prediction.decisions().get(1);
        assertThat(second.reason()).isEqualTo(Reason.CONCURRENCY);
        assertThat(second.oneMinuteConcurrency()).isBetween(49.4, 49.6);
    }

    @Test
    void elapsedYoungWindow_scalesOutAtTheFirstTick() {
        // Given
        var arrivals = Arrivals.even(60, ZERO, ofMinutes(2), ofSeconds(1));
        // When
        var prediction = WhatIf.run(scenario(PUBLISHED, new ScalingLimits(80, 0, 100), ZERO, ofMinutes(2)), arrivals);
        // Then
        assertThat(prediction.instancesAt(at(ofSeconds(5)))).isEqualTo(2);
    }

    /** Item 2: no panic window; the ten-minute average keeps what a burst started, idle ones go after 15 minutes more. */
    @Test
    void burst_isFollowedBySlowScaleIn() {
        // Given: 480 at a time for two minutes (10 instances), then 10 at a time
        var burst = Arrivals.even(480, ZERO, ofMinutes(2), ofSeconds(1));
        var after = Arrivals.even(10, ofMinutes(2), ofMinutes(48), ofSeconds(1));
        // When
        var prediction =
                WhatIf.run(scenario(PUBLISHED, new ScalingLimits(80, 0, 100), ZERO, ofMinutes(51)), both(burst, after));
        // Then
        assertThat(prediction.mostInstances()).isEqualTo(10);
        assertThat(prediction.instancesAt(at(ofMinutes(11)))).isEqualTo(10);
        assertThat(prediction.instancesAt(at(ofMinutes(30)))).isEqualTo(1);
        assertThat(prediction.answers().served()).isEqualTo(480 * 120 + 10 * 48 * 60);
        assertThat(prediction.decisions())
                .filteredOn(it -> it.to() < it.from())
                .extracting(ScalingDecided::reason)
                .containsOnly(Reason.IDLE);
    }

    @Test
    void scaleFromZero_isDoneOnlyByARequest() {
        // Given: one short burst, then nothing until a single request in the sixth minute
        var settings = PUBLISHED.withIdleRetention(ofMinutes(1));
        var arrivals = both(
                Arrivals.even(200, ZERO, ofSeconds(5), ofSeconds(1)),
                List.of(new Arrival(ofMinutes(6), ZERO)).iterator());
        // When
        var prediction = WhatIf.run(scenario(settings, new ScalingLimits(80, 0, 100), ZERO, ofMinutes(7)), arrivals);
        // Then: the ten-minute average is not zero at 5:00, and starts nothing
        assertThat(prediction.instancesAt(at(ofMinutes(5)))).isZero();
        assertThat(prediction.decisions())
                .filteredOn(it -> it.from() == 0)
                .extracting(ScalingDecided::reason)
                .containsOnly(Reason.ON_DEMAND);
        assertThat(prediction.instancesAt(at(ofMinutes(6)))).isEqualTo(1);
    }

    /** Item 5: the queue's limit is max(3.5 x start-up, 10 s); at the maximum it ends in 429. */
    @Test
    void fullQueue_atTheMaximum_is429After10Seconds() {
        // Given: two instances of one request each, five requests of a minute
        var arrivals = Collections.nCopies(5, new Arrival(ZERO, ofMinutes(1))).iterator();
        // When
        var prediction = WhatIf.run(scenario(PUBLISHED, new ScalingLimits(1, 0, 2), ZERO, ofMinutes(2)), arrivals);
        // Then
        assertThat(prediction.answers()).isEqualTo(new Prediction.Answers(2, 3, 0, 0));
        assertThat(prediction.mostInstances()).isEqualTo(2);
    }

    @Test
    void queue_withSlowStarts_waitsThreeAndAHalfOfThem() {
        // Given: one request holds the only slot for 60 s; start-up 20 s, so the limit is 70 s
        var arrivals = Collections.nCopies(2, new Arrival(ZERO, ofSeconds(45))).iterator();
        // When
        var prediction =
                WhatIf.run(scenario(PUBLISHED, new ScalingLimits(1, 0, 1), ofSeconds(20), ofMinutes(3)), arrivals);
        // Then
        assertThat(prediction.answers().served()).isEqualTo(2);
        assertThat(prediction.longestWait()).isEqualTo(ofSeconds(65));
    }

    /** Item 6: the request timeout covers the queue and the cold start. */
    @Test
    void timeout_countsTheColdStart() {
        // Given
        var arrivals = List.of(new Arrival(ZERO, ofSeconds(281))).iterator();
        // When
        var prediction =
                WhatIf.run(scenario(PUBLISHED, new ScalingLimits(80, 0, 1), ofSeconds(20), ofMinutes(10)), arrivals);
        // Then
        assertThat(prediction.answers()).isEqualTo(new Prediction.Answers(0, 0, 0, 1));
    }

    @Test
    void minInstances_areThereWithoutARequest_andBilledIdle() {
        // Given
        Iterator<Arrival> none = Collections.emptyIterator();
        // When
        var prediction =
                WhatIf.run(scenario(PUBLISHED, new ScalingLimits(80, 2, 100), ofSeconds(3), ofMinutes(10)), none);
        // Then
        assertThat(prediction.instancesAt(at(ofMinutes(10)))).isEqualTo(2);
        assertThat(prediction.usage().active()).isEqualTo(ofSeconds(6));
        assertThat(prediction.usage().idleMinimum()).isEqualTo(ofSeconds(2 * 597));
    }

    @Test
    void anyTraffic_neverExceedsTheMaximum_andEveryRequestIsAnswered() {
        var random = new Random(7);
        for (int run = 0; run < 30; run++) {
            // Given
            int max = 1 + random.nextInt(8);
            var limits = new ScalingLimits(1 + random.nextInt(20), random.nextInt(max + 1), max);
            var traffic = new ArrayList<Arrival>();
            Arrivals.poisson(1 + random.nextInt(40), ZERO, ofSeconds(40), ofMillis(random.nextInt(3000)), random)
                    .forEachRemaining(traffic::add);
            var settings = PUBLISHED.withIdleRetention(ofSeconds(random.nextInt(60)));
            var scenario = scenario(settings, limits, ofMillis(random.nextInt(8000)), ofMinutes(15));
            // When
            var prediction = WhatIf.run(scenario, traffic.iterator());
            // Then
            assertThat(prediction.mostInstances()).isLessThanOrEqualTo(max);
            assertThat(prediction.answers().all()).isEqualTo(traffic.size());
            assertThat(prediction.instancesAt(scenario.end())).isEqualTo(limits.minInstances());
            assertThat(WhatIf.run(scenario, traffic.iterator())).as("again").isEqualTo(prediction);
        }
    }

    @Test
    void aDayOfTraffic_isAnsweredAtOnce() {
        // Given: half a million requests
        var arrivals = Arrivals.poisson(6, ZERO, Duration.ofDays(1), ofMillis(300), new Random(8));
        var scenario = scenario(PUBLISHED, new ScalingLimits(1, 0, 100), ofMillis(900), Duration.ofDays(1));
        // When
        var prediction = WhatIf.run(scenario, arrivals);
        // Then: 1.8 at a time on average, 3 by the formula, more for the peaks
        assertThat(prediction.answers().all()).isCloseTo(518_400, within(3000L));
        assertThat(prediction.mostInstances()).isBetween(6, 30);
        assertThat(prediction.usage().active().toSeconds()).isBetween(100_000L, 160_000L);
    }

    private static Scenario scenario(
            ScalingSettings settings, ScalingLimits limits, Duration startup, Duration length) {
        return new Scenario(settings, limits, ofSeconds(5), startup, ofMinutes(5), T0, length);
    }

    private static Instant at(Duration since) {
        return T0.plus(since);
    }

    private static Iterator<Arrival> both(Iterator<Arrival> one, Iterator<Arrival> other) {
        return Stream.of(one, other)
                .flatMap(it -> {
                    var list = new ArrayList<Arrival>();
                    it.forEachRemaining(list::add);
                    return list.stream();
                })
                .sorted(Comparator.comparing(Arrival::at))
                .iterator();
    }
}
