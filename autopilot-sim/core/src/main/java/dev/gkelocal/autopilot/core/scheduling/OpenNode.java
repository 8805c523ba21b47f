package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A node to be made whose type is still open: the cheapest that holds what was put there. */
@SuppressWarnings(
        "ReferenceEquality") // Place gives the same list for the same rule; comparing contents would cost too much
final class OpenNode {
    final NodeState state;
    final Place place;
    final List<Pod> pods = new ArrayList<>();

    /** From the cheapest. */
    private List<Place.Candidate> candidates;

    /** The cheapest that holds the Pods so far; all before it are too small for good. */
    private int cheapest;

    private long[] used = new long[0];

    OpenNode(NodeState state, Place place, List<Place.Candidate> candidates) {
        this.state = state;
        this.place = place;
        this.candidates = candidates;
    }

    /** What the Pod adds to the price; infinite where no type holds it besides the others. */
    double priceOf(Shape shape, List<Place.Candidate> allowed) {
        if (allowed != candidates && allowed != place.candidates) {
            return narrowedPriceOf(shape, allowed);
        }
        var next = cheapestFor(shape);
        return next == candidates.size() ? Double.POSITIVE_INFINITY : price(next) - price(cheapest);
    }

    private double narrowedPriceOf(Shape shape, List<Place.Candidate> allowed) {
        for (int i = cheapest; i < candidates.size(); i++) {
            if (fits(shape, candidates.get(i)) && allowed.contains(candidates.get(i))) {
                return price(i) - price(cheapest);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** The largest share of a resource that would be left unused; small is tight. */
    double slackAfter(Shape shape) {
        var next = cheapestFor(shape);
        var allocatable = candidates.get(Math.min(next, candidates.size() - 1)).allocatable();
        var cpu = allocatable[Dimensions.CPU] - used(Dimensions.CPU) - shape.need[Dimensions.CPU];
        var memory = allocatable[Dimensions.MEMORY] - used(Dimensions.MEMORY) - shape.need[Dimensions.MEMORY];
        return (double) cpu / Math.max(1, allocatable[Dimensions.CPU])
                + (double) memory / Math.max(1, allocatable[Dimensions.MEMORY]);
    }

    void add(Pod pod, Shape shape, List<Place.Candidate> allowed) {
        if (allowed != candidates && allowed != place.candidates) {
            var held = candidates.get(cheapest);
            candidates = candidates.stream().filter(allowed::contains).toList();
            cheapest = Math.max(0, candidates.indexOf(held));
        }
        cheapest = cheapestFor(shape);
        used = Arrays.copyOf(used, Math.max(used.length, shape.need.length));
        for (int i = 0; i < shape.need.length; i++) {
            used[i] += shape.need[i];
        }
        pods.add(pod);
    }

    Plan.NewNode plan() {
        var chosen = candidates.get(cheapest);
        return new Plan.NewNode(state.node.name(), chosen.type(), chosen.offering(), pods);
    }

    private int cheapestFor(Shape shape) {
        var next = cheapest;
        while (next < candidates.size() && !fits(shape, candidates.get(next))) {
            next++;
        }
        return next;
    }

    private boolean fits(Shape shape, Place.Candidate candidate) {
        var allocatable = candidate.allocatable();
        for (int i = 0; i < used.length; i++) {
            var sum = used[i] + (i < shape.need.length ? shape.need[i] : 0);
            if (sum > 0 && (i >= allocatable.length || sum > allocatable[i])) {
                return false;
            }
        }
        for (int i = used.length; i < shape.need.length; i++) {
            if (shape.need[i] > 0 && (i >= allocatable.length || shape.need[i] > allocatable[i])) {
                return false;
            }
        }
        return true;
    }

    private double price(int index) {
        return candidates.get(index).offering().pricePerHour();
    }

    private long used(int dimension) {
        return dimension < used.length ? used[dimension] : 0;
    }
}
