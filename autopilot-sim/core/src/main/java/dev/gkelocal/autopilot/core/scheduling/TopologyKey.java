package dev.gkelocal.autopilot.core.scheduling;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A node label whose values part the cluster into domains, which are numbered; the number of an empty domain is used again. */
final class TopologyKey {
    static final int NONE = -1;

    final String label;
    private final Map<String, Integer> domains = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Set<String> expected = new TreeSet<>();
    private int[] nodes = new int[8];
    private int[] bySlot = new int[0];
    private int highest;

    TopologyKey(String label) {
        this.label = label;
    }

    int domain(int slot) {
        return slot < bySlot.length ? bySlot[slot] : NONE;
    }

    void add(NodeState node) {
        if (node.slot >= bySlot.length) {
            var old = bySlot.length;
            bySlot = Arrays.copyOf(bySlot, Math.max(16, node.slot * 2));
            Arrays.fill(bySlot, old, bySlot.length, NONE);
        }
        var value = node.node.labels().get(label);
        bySlot[node.slot] = value == null ? NONE : enter(value);
    }

    void remove(NodeState node) {
        var domain = bySlot[node.slot];
        bySlot[node.slot] = NONE;
        if (domain != NONE) {
            leave(domain, node.node.labels().getOrDefault(label, ""));
        }
    }

    /** A domain that exists even without a node, because nodes can be made there. */
    boolean expect(String value) {
        return expected.add(value) && enter(value) != NONE;
    }

    void expectNoMore(String value) {
        if (expected.remove(value)) {
            leave(number(value), value);
        }
    }

    Set<String> expected() {
        return expected;
    }

    int number(String value) {
        return domains.getOrDefault(value, NONE);
    }

    /** All domains have numbers below this. */
    int numbers() {
        return highest;
    }

    private int enter(String value) {
        var domain = domains.get(value);
        if (domain == null) {
            domain = free.isEmpty() ? highest++ : free.pop();
            domains.put(value, domain);
        }
        if (domain >= nodes.length) {
            nodes = Arrays.copyOf(nodes, domain * 2);
        }
        nodes[domain]++;
        return domain;
    }

    private void leave(int domain, String value) {
        if (--nodes[domain] == 0) {
            domains.remove(value);
            free.push(domain);
        }
    }
}
