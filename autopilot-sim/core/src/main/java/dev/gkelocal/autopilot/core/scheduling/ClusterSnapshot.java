package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Nodes and the Pods bound to them, with the counts that filters and scores need. Lives as long as its owner likes; simulations
 * change it between {@link #fork} and {@link #revert}, which leaves it exactly as before. Not safe for several threads.
 */
public final class ClusterSnapshot {
    private final List<@Nullable NodeState> slots = new ArrayList<>();
    private final Deque<Integer> freeSlots = new ArrayDeque<>();
    private final Map<String, NodeState> byName = new HashMap<>();
    private final Map<String, NodeState.Bound> byUid = new HashMap<>();
    private final Deque<Deque<Runnable>> forks = new ArrayDeque<>();
    final Shapes shapes;

    /** Rises with every change. */
    private long changes;

    /** @param namespaces labels by name, for namespace selectors; every namespace has its own name as a label besides */
    public ClusterSnapshot(Map<String, Map<String, String>> namespaces) {
        shapes = new Shapes(Map.copyOf(namespaces), Collections.unmodifiableList(slots));
    }

    public ClusterSnapshot() {
        this(Map.of());
    }

    /** @throws IllegalArgumentException if there is a node of that name */
    public void addNode(Node node) {
        enter(node);
    }

    NodeState enter(Node node) {
        if (byName.containsKey(node.name())) {
            throw new IllegalArgumentException("node " + node.name() + " is there already");
        }
        var slot = freeSlots.isEmpty() ? slots.size() : freeSlots.pop();
        var state = new NodeState(node, slot, shapes.dimensions.array(node.allocatable(), node.maxPods()));
        if (slot == slots.size()) {
            slots.add(state);
        } else {
            slots.set(slot, state);
            shapes.forget(slot);
        }
        byName.put(node.name(), state);
        shapes.keys.values().forEach(it -> it.add(state));
        shapes.scoped.forEach(it -> it.join(state));
        undo(() -> removeNode(node.name()));
        return state;
    }

    /** Removes the node and the Pods on it; nothing where there is no such node. */
    public void removeNode(String name) {
        var state = byName.get(name);
        if (state != null) {
            drop(state);
        }
    }

    private void drop(NodeState state) {
        for (var bound : List.copyOf(state.pods)) {
            release(bound);
        }
        shapes.scoped.forEach(it -> it.leave(state));
        shapes.keys.values().forEach(it -> it.remove(state));
        byName.remove(state.node.name());
        slots.set(state.slot, null);
        freeSlots.push(state.slot);
        undo(() -> enter(state.node));
    }

    /**
     * Adds a bound Pod, whether it fits or not.
     *
     * @throws IllegalArgumentException if its node is not there or a Pod with its uid is
     */
    public void addPod(Pod pod) {
        var state = byName.get(pod.nodeName());
        if (state == null) {
            throw new IllegalArgumentException("no node " + pod.nodeName() + " for Pod " + pod.key());
        }
        bind(pod, shapes.ofBound(pod), state);
    }

    void bind(Pod pod, Shape shape, NodeState state) {
        var bound = new NodeState.Bound(pod, shape, state);
        if (byUid.putIfAbsent(pod.uid(), bound) != null) {
            throw new IllegalArgumentException("Pod with uid " + pod.uid() + " is there already");
        }
        state.add(bound);
        count(bound, 1);
        undo(() -> removePod(pod.uid()));
    }

    /** Nothing where there is no such Pod. */
    public void removePod(String uid) {
        var bound = byUid.get(uid);
        if (bound != null) {
            release(bound);
        }
    }

    private void release(NodeState.Bound bound) {
        byUid.remove(bound.pod().uid());
        bound.on().remove(bound);
        count(bound, -1);
        undo(() -> bind(
                bound.pod(),
                bound.shape(),
                Objects.requireNonNull(byName.get(bound.on().node.name()))));
    }

    private static void count(NodeState.Bound bound, int sign) {
        var shape = bound.shape();
        shape.bound += sign;
        for (var tally : shape.countedBy) {
            tally.add(bound.on(), sign);
        }
        for (var owned : shape.owns) {
            owned.tally().add(bound.on(), sign * owned.weight());
        }
    }

    /** Remembers the state; forks nest. */
    public void fork() {
        forks.push(new ArrayDeque<>());
    }

    /**
     * Goes back to the last fork.
     *
     * @throws java.util.NoSuchElementException without one
     */
    public void revert() {
        var undone = forks.pop();
        var outer = new ArrayList<>(forks);
        forks.clear();
        undone.forEach(Runnable::run);
        forks.addAll(outer);
    }

    /**
     * Keeps what was done since the last fork.
     *
     * @throws java.util.NoSuchElementException without one
     */
    public void commit() {
        var done = forks.pop();
        if (!forks.isEmpty()) {
            while (!done.isEmpty()) {
                forks.element().push(done.removeLast());
            }
        }
    }

    private void undo(Runnable step) {
        changes++;
        if (!forks.isEmpty()) {
            forks.element().push(step);
        }
    }

    /** Values of a node label that can be had though no node may carry them yet, such as zones: they are domains of their own. */
    public void expectDomain(String label, String value) {
        if (shapes.key(label).expect(value)) {
            shapes.scoped.stream().filter(it -> it.key.label.equals(label)).forEach(it -> it.expect(value));
        }
    }

    public void expectDomainNoMore(String label, String value) {
        var key = shapes.key(label);
        if (key.expected().contains(value)) {
            shapes.scoped.stream().filter(it -> it.key.label.equals(label)).forEach(it -> it.expectNoMore(value));
            key.expectNoMore(value);
        }
    }

    /** In the order of arrival, but for places that were used again. */
    public List<Node> nodes() {
        return states().stream().map(it -> it.node).toList();
    }

    public Optional<Node> node(String name) {
        return Optional.ofNullable(byName.get(name)).map(it -> it.node);
    }

    public List<Pod> podsOn(String node) {
        var state = byName.get(node);
        return state == null
                ? List.of()
                : state.pods.stream().map(NodeState.Bound::pod).toList();
    }

    public Optional<Pod> pod(String uid) {
        return Optional.ofNullable(byUid.get(uid)).map(NodeState.Bound::pod);
    }

    public int podCount() {
        return byUid.size();
    }

    /** What is left of the node's allocatable milli-CPU and bytes of memory; below zero where it is overcommitted. */
    public Free free(String node) {
        var state = Objects.requireNonNull(byName.get(node), node);
        return new Free(
                state.free[Dimensions.CPU],
                state.free[Dimensions.MEMORY],
                state.free[Dimensions.EPHEMERAL],
                state.free[Dimensions.PODS]);
    }

    /** @param pods further ones by count */
    public record Free(long milliCpu, long memoryBytes, long ephemeralBytes, long pods) {}

    @Nullable
    NodeState state(String name) {
        return byName.get(name);
    }

    List<NodeState> states() {
        var all = new ArrayList<NodeState>(byName.size());
        for (var state : slots) {
            if (state != null) {
                all.add(state);
            }
        }
        return all;
    }

    long changes() {
        return changes;
    }

    int slotCount() {
        return slots.size();
    }

    @Nullable
    NodeState at(int slot) {
        return slots.get(slot);
    }
}
