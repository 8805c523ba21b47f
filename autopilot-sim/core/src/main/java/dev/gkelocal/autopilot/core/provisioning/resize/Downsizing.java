package dev.gkelocal.autopilot.core.provisioning.resize;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a resizable node shrinks (autopilot sheet 3.2; cluster-autoscaler, pkg/ekvms/processor). Which rule holds depends on the
 * node's present size as part of the full one, in either dimension.
 *
 * @param rules the first that covers the node holds
 * @param smoothing requests count with their largest value over this time
 */
public record Downsizing(List<Rule> rules, Duration smoothing) {
    public static final Downsizing DEFAULT = new Downsizing(
            List.of(
                    new Rule(0.125, 0, Duration.ofMinutes(60), true),
                    new Rule(0.5, 0, Duration.ofMinutes(10), true),
                    new Rule(1, 0.45, Duration.ofMinutes(1), false)),
            Duration.ofMinutes(1));

    public Downsizing {
        rules = List.copyOf(rules);
    }

    /**
     * @param upTo part of the full size, in either dimension, up to which a node falls under this rule
     * @param floor part of the full size below which a larger node is not shrunk in one go
     * @param delay a smaller size must have been possible for so long
     * @param removable the node may also be removed as a whole
     */
    public record Rule(double upTo, double floor, Duration delay, boolean removable) {}

    /**
     * What is known of a node.
     *
     * @param current what Pods can have now
     * @param maximum what they could have of the full machine
     * @param requested by all Pods but the balloon, the largest within {@link #smoothing}
     * @param possibleSince when a smaller size first became possible; {@link Instant#MAX} = not yet
     * @param busy a resize or a surge upgrade runs
     */
    public record Facts(Size current, Size maximum, Size requested, Instant possibleSince, boolean busy) {}

    public sealed interface Decision {
        /** Nothing smaller is possible, or it is not the time to look. */
        record Stay(String reason) implements Decision {}

        /** Smaller is possible, but not for long enough. */
        record Wait(Size target, Instant since, Instant until) implements Decision {}

        record Shrink(Size from, Size target, Rule rule) implements Decision {}
    }

    public Decision decide(Resizer resizer, Facts facts, Instant now) {
        if (facts.busy) {
            return new Decision.Stay("a resize or an upgrade of the node is in progress");
        }
        for (var rule : rules) {
            if (covers(rule, facts)) {
                return decide(rule, resizer, facts, now);
            }
        }
        return new Decision.Stay("no rule covers the node's size");
    }

    /** Nodes under some rules are not removed, because they are the ones that grow first. */
    public boolean isRemovable(Facts facts) {
        return !facts.busy
                && rules.stream()
                        .filter(it -> covers(it, facts))
                        .findFirst()
                        .map(Rule::removable)
                        .orElse(true);
    }

    private static boolean covers(Rule rule, Facts facts) {
        var most = facts.maximum.times(rule.upTo);
        return facts.current.milliCpu() <= most.milliCpu() || facts.current.memoryKib() <= most.memoryKib();
    }

    private static Decision decide(Rule rule, Resizer resizer, Facts facts, Instant now) {
        var floor = facts.maximum.times(rule.floor);
        var wanted = new Size(
                floored(facts.requested.milliCpu(), floor.milliCpu(), facts.current.milliCpu()),
                floored(facts.requested.memoryKib(), floor.memoryKib(), facts.current.memoryKib()));
        var target = resizer.roundUp(wanted);
        if (!facts.current.isLargerThan(target)) {
            return new Decision.Stay("no smaller size holds what is requested");
        }
        var since = facts.possibleSince.isAfter(now) ? now : facts.possibleSince;
        var until = since.plus(rule.delay);
        return now.isBefore(until)
                ? new Decision.Wait(target, since, until)
                : new Decision.Shrink(facts.current, target, rule);
    }

    /** The floor only holds for a node that is above it. */
    private static long floored(long requested, long floor, long current) {
        return requested < floor && floor <= current ? floor : requested;
    }
}
