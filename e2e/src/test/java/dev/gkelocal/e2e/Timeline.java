package dev.gkelocal.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How many instances there were from each moment on, starting ones included. */
final class Timeline {
    private static final Duration SAMPLE = Duration.ofMillis(50);

    private final TreeMap<Instant, Integer> steps = new TreeMap<>();

    /** @param equal moments with the same count @param tolerated moments near a step, not compared @param differing what was wrong */
    record Comparison(int equal, int tolerated, List<String> differing) {
        @Override
        public String toString() {
            return "%d moments equal, %d near a step, %d differ".formatted(equal, tolerated, differing.size());
        }
    }

    static Timeline ofDecisions(List<JsonNode> decisions) {
        var timeline = new Timeline();
        decisions.forEach(it -> timeline.add(
                Instant.parse(it.path("at").asText()), it.path("to").asInt()));
        return timeline;
    }

    /** Only changes are kept; of several at one moment the last. */
    void add(Instant at, int count) {
        if (at(at) != count) {
            steps.put(at, count);
        }
    }

    int at(Instant moment) {
        var step = steps.floorEntry(moment);
        return step == null ? 0 : step.getValue();
    }

    List<Integer> counts() {
        return List.copyOf(steps.values());
    }

    /** Moment by moment; those closer to a step of either than the tolerance are left out. */
    Comparison compare(Timeline other, Instant from, Instant to, Duration tolerance) {
        int equal = 0;
        int tolerated = 0;
        var differing = new ArrayList<String>();
        for (var moment = from; moment.isBefore(to); moment = moment.plus(SAMPLE)) {
            if (stepsNear(moment, tolerance) || other.stepsNear(moment, tolerance)) {
                tolerated++;
            } else if (at(moment) == other.at(moment)) {
                equal++;
            } else {
                differing.add("after %d ms %d, predicted %d"
                        .formatted(Duration.between(from, moment).toMillis(), at(moment), other.at(moment)));
            }
        }
        return new Comparison(equal, tolerated, differing);
    }

    private boolean stepsNear(Instant moment, Duration tolerance) {
        return !steps.subMap(moment.minus(tolerance), true, moment.plus(tolerance), true)
                .isEmpty();
    }

    @Override
    public String toString() {
        return steps.toString();
    }
}
