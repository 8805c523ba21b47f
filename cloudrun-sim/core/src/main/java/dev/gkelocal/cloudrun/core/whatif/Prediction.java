package dev.gkelocal.cloudrun.core.whatif;

import dev.gkelocal.cloudrun.core.billing.Usage;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What becomes of a scenario's traffic.
 *
 * @param answers requests by what they got
 * @param waited requests that found no free slot, whatever they got in the end
 * @param longestWait of a request that was served
 * @param starts instances started
 * @param counts the instances, at each change
 * @param decisions of the autoscaler that changed the count
 */
public record Prediction(
        Answers answers,
        long waited,
        Duration longestWait,
        long starts,
        List<Count> counts,
        List<ScalingDecided> decisions,
        Usage usage) {

    /**
     * @param served in time
     * @param rateExceeded 429: waited too long, no further instance was allowed (cloudrun sheet 1.6)
     * @param tooSlow 500: waited too long, though more instances were allowed
     * @param timedOut 504
     */
    public record Answers(long served, long rateExceeded, long tooSlow, long timedOut) {
        public long all() {
            return served + rateExceeded + tooSlow + timedOut;
        }
    }

    /** The instances from an instant on. */
    public record Count(Instant at, int starting, int ready) {
        public int all() {
            return starting + ready;
        }
    }

    public Prediction {
        counts = List.copyOf(counts);
        decisions = List.copyOf(decisions);
    }

    /** Instances at an instant, starting ones included. */
    public int instancesAt(Instant at) {
        int index = 0;
        int after = counts.size();
        while (index < after) {
            int middle = (index + after) >>> 1;
            if (counts.get(middle).at().isAfter(at)) {
                after = middle;
            } else {
                index = middle + 1;
            }
        }
        return index == 0 ? 0 : counts.get(index - 1).all();
    }

    public int mostInstances() {
        return counts.stream().mapToInt(Count::all).max().orElse(0);
    }
}
