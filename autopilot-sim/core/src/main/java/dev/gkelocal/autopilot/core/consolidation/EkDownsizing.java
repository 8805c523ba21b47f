package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.resize.Downsizing;
import dev.gkelocal.autopilot.core.provisioning.resize.Resizer;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shrinks resizable nodes in place (autopilot sheet 3.2): the rules of {@link Downsizing}, with the memory that they need. */
public final class EkDownsizing {
    private final Downsizing rules;

    public EkDownsizing(Downsizing rules) {
        this.rules = rules;
    }

    /**
     * @param current what Pods can have now
     * @param maximum what they could have of the full machine
     * @param requested by all Pods but balloons and those that only keep room
     * @param busy a resize or an upgrade runs
     * @param lastOperation of a resize; {@link Instant#MIN} = none yet
     */
    public record EkNode(
            Resizer resizer, Size current, Size maximum, Size requested, boolean busy, Instant lastOperation) {}

    /**
     * What is remembered of a node.
     *
     * @param samples of what was requested, within the smoothing time, oldest first
     * @param possibleSince a smaller size is possible; {@link Instant#MAX} = it is not
     */
    public record Trace(List<Sample> samples, Instant possibleSince) {
        static final Trace START = new Trace(List.of(), Instant.MAX);

        public Trace {
            samples = List.copyOf(samples);
        }
    }

    public record Sample(Instant at, Size requested) {}

    /**
     * @param decisions by node
     * @param fixed nodes that scale-down must not remove now, with the reason
     * @param traces to be given to the next round
     */
    public record Round(
            Map<String, Downsizing.Decision> decisions, Map<String, String> fixed, Map<String, Trace> traces) {
        public Round {
            decisions = Map.copyOf(decisions);
            fixed = Map.copyOf(fixed);
            traces = Map.copyOf(traces);
        }

        /** Events for the nodes that shrink now. */
        public List<Notice> notices() {
            var notices = new ArrayList<Notice>();
            new TreeMap<>(decisions).forEach((node, decision) -> {
                if (decision instanceof Downsizing.Decision.Shrink(var from, var target, var ignored)) {
                    notices.add(Notice.Text.RESIZED.about(node, node, shown(from) + " to " + shown(target)));
                }
            });
            return notices;
        }

        private static String shown(Size size) {
            return size.milliCpu() + "m/" + size.memoryKib() / 1024 + "Mi";
        }
    }

    /** What the Pods of a resizable node request of its powered part. */
    public static Size requested(List<Pod> pods) {
        var sum = Resources.NONE;
        for (var pod : pods) {
            if (!Kinds.isBalloon(pod) && !Kinds.isLookahead(pod)) {
                sum = sum.plus(pod.requests());
            }
        }
        return Size.of(sum);
    }

    public Round decide(Map<String, EkNode> nodes, Map<String, Trace> before, Instant now) {
        var decisions = new LinkedHashMap<String, Downsizing.Decision>();
        var fixed = new HashMap<String, String>();
        var traces = new HashMap<String, Trace>();
        nodes.forEach((name, node) -> {
            var trace = before.getOrDefault(name, Trace.START);
            var samples = samples(trace, node, now);
            var facts = new Downsizing.Facts(
                    node.current, node.maximum, largest(samples), possibleSince(trace, node), node.busy);
            var decision = rules.decide(node.resizer, facts, now);
            decisions.put(name, decision);
            traces.put(name, new Trace(samples, since(decision)));
            if (decision instanceof Downsizing.Decision.Shrink) {
                fixed.put(name, "it is made smaller");
            } else if (!rules.isRemovable(facts)) {
                fixed.put(name, node.busy ? "a resize or an upgrade is under way" : "it is the one to grow first");
            }
        });
        return new Round(decisions, fixed, traces);
    }

    private List<Sample> samples(Trace trace, EkNode node, Instant now) {
        var samples = new ArrayList<Sample>();
        trace.samples().stream()
                .filter(it -> it.at().plus(rules.smoothing()).isAfter(now))
                .forEach(samples::add);
        samples.add(new Sample(now, node.requested));
        return samples;
    }

    private static Size largest(List<Sample> samples) {
        return samples.stream().map(Sample::requested).reduce(Size.ZERO, Size::max);
    }

    /** An operation in the meantime starts the delay anew. */
    private static Instant possibleSince(Trace trace, EkNode node) {
        return node.busy || node.lastOperation.isAfter(trace.possibleSince()) ? Instant.MAX : trace.possibleSince();
    }

    private static Instant since(Downsizing.Decision decision) {
        return switch (decision) {
            case Downsizing.Decision.Stay ignored -> Instant.MAX;
            case Downsizing.Decision.Wait wait -> wait.since();
            case Downsizing.Decision.Shrink ignored -> Instant.MAX;
        };
    }
}
