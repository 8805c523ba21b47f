package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.PlacedPod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long Pods waited, one by one: percentiles are exact. */
final class Waits {
    private final List<Duration> all = new ArrayList<>();

    void add(PlacedPod pod) {
        all.add(Duration.between(pod.created(), pod.bound()));
    }

    Report.Pending summary(long stillPending) {
        if (all.isEmpty()) {
            var none = Duration.ZERO;
            return new Report.Pending(0, none, none, none, none, none, none, stillPending);
        }
        all.sort(Duration::compareTo);
        var sum = all.stream().reduce(Duration.ZERO, Duration::plus);
        return new Report.Pending(
                all.size(),
                Duration.ofMillis(sum.toMillis() / all.size()),
                at(50),
                at(90),
                at(95),
                at(99),
                all.getLast(),
                stillPending);
    }

    /** The least wait that so many percent do not exceed. */
    private Duration at(int percent) {
        return all.get(Math.max(0, Math.ceilDiv(all.size() * percent, 100) - 1));
    }
}
