package dev.gkelocal.e2e;

import dev.gkelocal.cloudrun.core.scaling.ScalingLimits;
import dev.gkelocal.cloudrun.core.scaling.ScalingSettings;
import dev.gkelocal.cloudrun.core.whatif.Arrival;
import dev.gkelocal.cloudrun.core.whatif.Prediction;
import dev.gkelocal.cloudrun.core.whatif.Scenario;
import dev.gkelocal.cloudrun.core.whatif.WhatIf;
import dev.gkelocal.e2e.driver.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the core says of the traffic that was really sent, in simulated time, brought back to real time.
 *
 * @param scale simulated seconds in a real one
 * @param start of the traffic
 */
record Prophecy(ScalingSettings settings, int scale, Instant start, FirstInstance first) {
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofHours(10);

    /** As it really came up. */
    record FirstInstance(Instant created, Instant ready) {
        Duration startup() {
            return Duration.between(created, ready);
        }
    }

    /** @param afterwards how long to go on without requests */
    Timeline of(List<Load.Answer> answers, Duration afterwards) {
        var last = Duration.between(start, answers.getLast().answered());
        var scenario = new Scenario(
                settings,
                new ScalingLimits(4, 0, 20),
                TICK,
                first.startup().multipliedBy(scale),
                TIMEOUT,
                start,
                last.plus(afterwards).multipliedBy(scale));
        return timeline(WhatIf.run(scenario, answers.stream().map(this::arrival).iterator()));
    }

    /** A request occupies the platform from its sending to its answer; one that waited for the first instance, its slot since the program began. */
    private Arrival arrival(Load.Answer answer) {
        var served = answer.sent().isBefore(first.ready)
                ? Duration.ofMillis(answer.served())
                : Duration.between(answer.sent(), answer.answered());
        return new Arrival(Duration.between(start, answer.sent()).multipliedBy(scale), served.multipliedBy(scale));
    }

    private Timeline timeline(Prediction prediction) {
        var timeline = new Timeline();
        for (var count : prediction.counts()) {
            var real = Duration.between(start, count.at()).dividedBy(scale);
            timeline.add(start.plus(real), count.all());
        }
        return timeline;
    }
}
