package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Chooses nodes for Pods from a catalogue: as few as the rules allow, at a low price. Pods go to existing nodes first, then to
 * nodes opened in this decision where they add least to the price, then to new ones. Nothing is changed.
 */
public final class Provisioner {
    /** What preferences and soft constraints of Pods mean for new nodes. */
    public enum Preferences {
        /** They create no node, as on GKE. */
        IGNORE,
        /** They are demands until nothing meets them, and are given up one by one, as with Karpenter. */
        RESPECT
    }

    /** Nodes that are compared for one Pod once a place is found; more cost time and save next to nothing. */
    private static final int COMPARED = 200;

    /** Differences of prices below this come from rounding. */
    private static final double SAME_PRICE = 1e-9;

    private final List<NodeType> catalogue;
    private final Preferences preferences;

    public Provisioner(List<NodeType> catalogue, Preferences preferences) {
        this.catalogue = List.copyOf(catalogue);
        this.preferences = preferences;
    }

    public Plan solve(List<Pod> pending, ClusterSnapshot snapshot) {
        var domains = new LinkedHashSet<Map.Entry<String, String>>();
        catalogue.forEach(type ->
                type.offerings().forEach(it -> domains.addAll(it.labels().entrySet())));
        domains.removeIf(it -> snapshot.shapes.key(it.getKey()).expected().contains(it.getValue()));
        domains.forEach(it -> snapshot.expectDomain(it.getKey(), it.getValue()));
        snapshot.fork();
        try {
            return new Run(snapshot).solve(pending);
        } finally {
            snapshot.revert();
            domains.forEach(it -> snapshot.expectDomainNoMore(it.getKey(), it.getValue()));
        }
    }

    private final class Run {
        private final ClusterSnapshot snapshot;
        private final List<NodeState> existing;
        private final List<Place> places;
        private final List<OpenNode> open = new ArrayList<>();
        private final List<Plan.OnExisting> onExisting = new ArrayList<>();
        private final List<Plan.Unplaced> unplaced = new ArrayList<>();
        private final Map<Shape, List<Shape>> relaxed = new HashMap<>();
        private final Map<Shape, Refusals> refusals = new HashMap<>();
        private int serial;
        private int turn;

        private Run(ClusterSnapshot snapshot) {
            this.snapshot = snapshot;
            existing = snapshot.states();
            places = Place.of(catalogue, snapshot.shapes.dimensions);
        }

        private Plan solve(List<Pod> pending) {
            var order = pending.stream()
                    .map(it -> new Waiting(it, snapshot.shapes.of(it)))
                    .sorted(QUEUE)
                    .toList();
            order.forEach(this::place);
            return new Plan(open.stream().map(OpenNode::plan).toList(), onExisting, unplaced);
        }

        private void place(Waiting waiting) {
            if (!waiting.pod.gates().isEmpty()) {
                unplaced.add(new Plan.Unplaced(waiting.pod, FailedScheduling.GATED));
                return;
            }
            for (var shape : stepsOf(waiting)) {
                var refused = refusals.computeIfAbsent(shape, it -> new Refusals());
                if (onExisting(waiting, shape, refused)
                        || onOpen(waiting, shape, refused)
                        || onNew(waiting, shape, refused)) {
                    return;
                }
            }
            unplaced.add(new Plan.Unplaced(waiting.pod, reason(waiting.shape)));
        }

        private List<Shape> stepsOf(Waiting waiting) {
            return preferences == Preferences.IGNORE
                    ? List.of(waiting.shape)
                    : relaxed.computeIfAbsent(
                            waiting.shape,
                            it -> Relaxation.of(waiting.pod).stream()
                                    .map(snapshot.shapes::of)
                                    .toList());
        }

        private boolean onExisting(Waiting waiting, Shape shape, Refusals refused) {
            for (int i = refused.existing; i < existing.size(); i++) {
                var node = existing.get(i);
                if (Evaluator.judge(shape, node) == Obstacle.NONE) {
                    snapshot.bind(waiting.pod, waiting.shape, node);
                    onExisting.add(new Plan.OnExisting(waiting.pod, node.node.name()));
                    return true;
                }
                refused.existing += refused.existing == i && isFinal(shape) ? 1 : 0;
            }
            return false;
        }

        /** Where the Pod adds least to the price, and of those where least room is left. */
        private boolean onOpen(Waiting waiting, Shape shape, Refusals refused) {
            var count = open.size() - refused.open;
            var best = -1;
            var compared = 0;
            var leastPrice = Double.POSITIVE_INFINITY;
            var leastSlack = Double.POSITIVE_INFINITY;
            for (int i = 0; i < count && (best < 0 || compared < COMPARED); i++) {
                var index = refused.open + (turn + i) % count;
                var node = open.get(index);
                var price = node.priceOf(shape, node.place.allowedBy(shape.nodes));
                compared += price == Double.POSITIVE_INFINITY ? 0 : 1;
                if (price > leastPrice + SAME_PRICE || price == Double.POSITIVE_INFINITY) {
                    continue;
                }
                var slack = node.slackAfter(shape);
                if ((price < leastPrice - SAME_PRICE || slack < leastSlack) && fits(shape, node.state)) {
                    best = index;
                    leastPrice = price;
                    leastSlack = slack;
                }
            }
            if (best >= 0) {
                turn += compared;
                put(waiting, shape, open.get(best));
            } else if (isFinal(shape)) {
                refused.open = open.size();
            }
            return best >= 0;
        }

        private boolean onNew(Waiting waiting, Shape shape, Refusals refused) {
            if (refused.everywhereNew) {
                return false;
            }
            var byPrice = places.stream()
                    .filter(it -> Double.isFinite(startPrice(it, shape)))
                    .sorted(Comparator.comparingDouble((Place it) -> startPrice(it, shape))
                            .thenComparingInt(this::openedInZone))
                    .toList();
            for (var place : byPrice) {
                var candidates = place.allowedBy(shape.nodes);
                var name = "new-" + serial++;
                var labels = Place.commonLabels(candidates);
                labels.put(Node.HOSTNAME, name);
                var state = snapshot.enter(new Node(name, labels, List.of(), Resources.NONE, 0, false));
                if (fits(shape, state)) {
                    var node = new OpenNode(state, place, candidates);
                    open.add(node);
                    place.opened++;
                    put(waiting, shape, node);
                    return true;
                }
                snapshot.removeNode(name);
            }
            refused.everywhereNew = isFinal(shape);
            return false;
        }

        private void put(Waiting waiting, Shape shape, OpenNode node) {
            node.add(waiting.pod, shape, node.place.allowedBy(shape.nodes));
            snapshot.bind(waiting.pod, waiting.shape, node.state);
        }

        /** All but resources, selectors and taints, which the candidates answer. */
        private boolean fits(Shape shape, NodeState state) {
            return (shape.ports.isEmpty() || state.hasFree(shape.ports))
                    && shape.volumes.judge(state) == Obstacle.NONE
                    && Evaluator.judgeTopology(shape, state) == Obstacle.NONE;
        }

        private double startPrice(Place place, Shape shape) {
            for (var candidate : place.allowedBy(shape.nodes)) {
                if (Dimensions.firstShort(shape.need, candidate.allocatable()) < 0) {
                    return candidate.offering().pricePerHour();
                }
            }
            return Double.POSITIVE_INFINITY;
        }

        private int openedInZone(Place place) {
            return places.stream()
                    .filter(it -> it.zone.equals(place.zone))
                    .mapToInt(it -> it.opened)
                    .sum();
        }

        private String reason(Shape shape) {
            var allowed = places.stream()
                    .mapToInt(it -> it.allowedBy(shape.nodes).size())
                    .sum();
            var offered = places.stream().mapToInt(it -> it.candidates.size()).sum();
            if (allowed == 0) {
                return "none of " + offered + " offered nodes matches its node selector, affinity and tolerations";
            }
            var large = places.stream().anyMatch(it -> Double.isFinite(startPrice(it, shape)));
            return large
                    ? "no node can meet its spread, affinity, port and volume rules"
                    : "none of " + allowed + " matching nodes is large enough";
        }
    }

    /** Pods only come in a decision, so a refusal stays, unless it hung on the balance or the nearness of others. */
    private static boolean isFinal(Shape shape) {
        return shape.spread.isEmpty() && shape.near.isEmpty();
    }

    /** Where a shape need not be tried again. */
    private static final class Refusals {
        /** Existing nodes before this one. */
        private int existing;

        /** Opened nodes before this one. */
        private int open;

        private boolean everywhereNew;
    }

    private record Waiting(Pod pod, Shape shape) {
        boolean needsOwnNode() {
            return shape.apart.stream()
                    .anyMatch(it -> it.key.label.equals(Node.HOSTNAME) && shape.countedBy.contains(it));
        }
    }

    /**
     * First those that keep their like off their node, because they set the number of nodes; then those that must keep a balance,
     * while others cannot disturb it yet; the rest fill up, largest first.
     */
    private static final Comparator<Waiting> QUEUE = Comparator.comparing((Waiting it) -> !it.needsOwnNode())
            .thenComparing(it -> it.shape.spread.isEmpty())
            .thenComparingLong(it -> -it.shape.need[Dimensions.CPU])
            .thenComparingLong(it -> -it.shape.need[Dimensions.MEMORY])
            .thenComparing(it -> it.pod.created())
            .thenComparing(it -> it.pod.uid());
}
