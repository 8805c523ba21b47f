package dev.gkelocal.autopilot.core.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The horizontal Pod autoscaler, version 2: ceil(replicas x usage / target) with a tolerance of 0.1, the highest of all metrics,
 * stabilised and limited by its policies. Source: Kubernetes, "Horizontal Pod Autoscaling".
 */
final class ScalerController implements Controller {
    private static final String SOURCE = "horizontal-pod-autoscaler";
    private static final double TOLERANCE = 0.1;

    private final World world;
    private final Usage usage;
    private final Scaling scaling;

    /** Changes the replica count of an object. */
    interface Scaling {
        void scale(ObjectKey target, int replicas);
    }

    ScalerController(World world, Usage usage, Scaling scaling) {
        this.world = world;
        this.usage = usage;
        this.scaling = scaling;
    }

    /** The first look comes with the object, each further one by the clock. */
    @Override
    public void reconcile(StoredObject scaler) {
        if (scaler.progress() instanceof Progress.Scaling(var seen, var changes)) {
            if (!seen.isEmpty() && seen.getLast().at().plus(period()).isAfter(world.now())) {
                return;
            }
            look(scaler, seen, changes);
        } else {
            look(scaler, List.of(), List.of());
        }
    }

    private Duration period() {
        return world.facts.timing().hpaPeriod();
    }

    private void look(StoredObject scaler, List<Progress.Recommended> seen, List<Progress.Change> changes) {
        world.timers.at(world.now().plus(period()), new Timer.Look(scaler.key()));
        var target = target(scaler);
        var found = world.find(target);
        if (found.isEmpty()) {
            remember(scaler, seen, changes, 0);
            return;
        }
        int current = found.get().replicas();
        if (current == 0) {
            remember(scaler, seen, changes, 0);
            return;
        }
        var wanted = wanted(scaler, target, current);
        int inBounds = Math.clamp(
                wanted.orElse(current), scaler.number("minReplicas", 1), Math.max(1, scaler.number("maxReplicas", 1)));
        var recent = remember(scaler, seen, changes, inBounds);
        var rules = new ScalingRules(scaler.spec().get("behavior"), world.now());
        int next = rules.limited(current, rules.stabilised(current, inBounds, recent), changes);
        if (next != current) {
            scale(scaler, target, current, next);
        }
    }

    private List<Progress.Recommended> remember(
            StoredObject scaler, List<Progress.Recommended> seen, List<Progress.Change> changes, int replicas) {
        var rules = new ScalingRules(scaler.spec().get("behavior"), world.now());
        var recent = new ArrayList<Progress.Recommended>();
        seen.stream()
                .filter(it -> !it.at().isBefore(rules.oldestRecommendation()))
                .forEach(recent::add);
        recent.add(new Progress.Recommended(world.now(), replicas));
        var kept = changes.stream()
                .filter(it -> !it.at().isBefore(rules.oldestChange()))
                .toList();
        world.remember(scaler.key(), new Progress.Scaling(recent, kept));
        return recent;
    }

    private void scale(StoredObject scaler, ObjectKey target, int current, int next) {
        scaling.scale(target, next);
        world.normal(
                scaler.key(),
                SOURCE,
                "SuccessfulRescale",
                "New size: " + next + "; reason: "
                        + (next > current
                                ? "cpu resource utilization (percentage of request) above target"
                                : "All metrics below target"));
        world.find(scaler.key()).ifPresent(it -> {
            if (it.progress() instanceof Progress.Scaling(var seen, var changes)) {
                var more = new ArrayList<>(changes);
                more.add(new Progress.Change(world.now(), next - current));
                world.remember(scaler.key(), new Progress.Scaling(seen, more));
            }
        });
    }

    static ObjectKey target(StoredObject scaler) {
        var reference = scaler.spec().get("scaleTargetRef");
        return new ObjectKey(
                reference.get("kind").text(),
                scaler.key().namespace(),
                reference.get("name").text());
    }

    /** Empty where no metric can be read. */
    private Optional<Integer> wanted(StoredObject scaler, ObjectKey target, int current) {
        var readings = usage.of(target);
        if (readings.ready() == 0) {
            return Optional.empty();
        }
        var wanted = new ArrayList<Integer>();
        for (var metric : scaler.spec().get("metrics").items()) {
            var aim = metric.get("resource").isSet() ? metric.get("resource") : metric.get("containerResource");
            if (aim.get("name").text().equals("cpu")) {
                usage.ratio(readings, aim.get("target")).ifPresent(it -> wanted.add(replicas(it, readings, current)));
            }
        }
        if (!scaler.spec().get("metrics").isSet()) {
            usage.ratio(readings, 80).ifPresent(it -> wanted.add(replicas(it, readings, current)));
        }
        return wanted.stream().max(Integer::compare);
    }

    /** Pods that are not ready count as idle when it would grow and are left out when it would shrink. */
    private static int replicas(double ratio, Usage.Readings readings, int current) {
        if (Math.abs(ratio - 1) <= TOLERANCE) {
            return current;
        }
        if (ratio > 1 && readings.ready() < readings.all()) {
            var dampened = ratio * readings.ready() / readings.all();
            return dampened <= 1 + TOLERANCE ? current : Math.max(current, ceil(dampened * readings.all()));
        }
        var next = ceil(ratio * readings.ready());
        return ratio > 1 ? Math.max(next, current) : Math.min(next, current);
    }

    /** Rounding noise of the division must not add a replica. */
    private static int ceil(double value) {
        return (int) Math.clamp((long) StrictMath.ceil(value - 1e-9), 1, 1_000_000);
    }

    static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
