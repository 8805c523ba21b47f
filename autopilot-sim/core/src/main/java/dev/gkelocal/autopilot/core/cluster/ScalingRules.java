package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How fast a horizontal autoscaler may go: the field {@code behavior} with its defaults. Up: no window, the greater of 4 Pods and
 * 100 % in 15 s. Down: the highest recommendation of the last 300 s, 100 % in 15 s.
 */
final class ScalingRules {
    private static final Duration LONGEST_PERIOD = Duration.ofMinutes(30);

    private final Value behaviour;
    private final Instant now;

    ScalingRules(Value behaviour, Instant now) {
        this.behaviour = behaviour;
        this.now = now;
    }

    Instant oldestRecommendation() {
        return now.minus(
                window("scaleUp").compareTo(window("scaleDown")) > 0 ? window("scaleUp") : window("scaleDown"));
    }

    Instant oldestChange() {
        return now.minus(LONGEST_PERIOD);
    }

    private Duration window(String direction) {
        long whenAbsent = direction.equals("scaleUp") ? 0 : 300;
        return Duration.ofSeconds(Math.clamp(
                behaviour
                        .get(direction)
                        .get("stabilizationWindowSeconds")
                        .integer()
                        .orElse(whenAbsent),
                0,
                3600));
    }

    /** Up no further than the lowest, down no further than the highest recommendation of its window. */
    int stabilised(int current, int wanted, List<Progress.Recommended> seen) {
        int lowest = wanted;
        int highest = wanted;
        for (var each : seen) {
            if (each.replicas() > 0 && !each.at().isBefore(now.minus(window("scaleUp")))) {
                lowest = Math.min(lowest, each.replicas());
            }
            if (each.replicas() > 0 && !each.at().isBefore(now.minus(window("scaleDown")))) {
                highest = Math.max(highest, each.replicas());
            }
        }
        return current < lowest ? lowest : current > highest ? highest : current;
    }

    int limited(int current, int wanted, List<Progress.Change> changes) {
        if (wanted > current) {
            return Math.min(wanted, Math.max(current, bound("scaleUp", current, changes)));
        }
        return wanted < current ? Math.max(wanted, Math.min(current, bound("scaleDown", current, changes))) : current;
    }

    private int bound(String direction, int current, List<Progress.Change> changes) {
        var up = direction.equals("scaleUp");
        var rules = behaviour.get(direction);
        var choice = rules.get("selectPolicy").text("Max");
        if (choice.equals("Disabled")) {
            return current;
        }
        var policies = rules.get("policies").items();
        if (policies.isEmpty()) {
            return up
                    ? Math.max(
                            bound(up, "Pods", 4, 15, current, changes), bound(up, "Percent", 100, 15, current, changes))
                    : 0;
        }
        var bounds = policies.stream()
                .mapToInt(it -> bound(
                        up,
                        it.get("type").text(),
                        it.get("value").integer().orElse(0),
                        it.get("periodSeconds").integer().orElse(15),
                        current,
                        changes))
                .sorted()
                .toArray();
        var farthest = choice.equals("Max");
        return up == farthest ? bounds[bounds.length - 1] : bounds[0];
    }

    /** From the count at the start of the period. */
    private int bound(boolean up, String type, long value, long seconds, int current, List<Progress.Change> changes) {
        var since = now.minusSeconds(Math.clamp(seconds, 0, LONGEST_PERIOD.toSeconds()));
        int moved = changes.stream()
                .filter(it -> it.at().isAfter(since) && it.by() > 0 == up)
                .mapToInt(Progress.Change::by)
                .sum();
        int start = current - moved;
        double step = type.equals("Percent") ? start * value / 100.0 : value;
        return (int) (up ? StrictMath.ceil(start + step) : Math.max(0, StrictMath.floor(start - step)));
    }
}
