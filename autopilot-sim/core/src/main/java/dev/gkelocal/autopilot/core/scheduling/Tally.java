package dev.gkelocal.autopilot.core.scheduling;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A count per domain that is kept as Pods come and go. */
final class Tally {
    /** What is counted. */
    enum Kind {
        /** Pods that match. */
        MATCHING,
        /** Pods that keep matching Pods away: owners of required anti-affinity. */
        REPELLING,
        /** Pods that draw matching Pods near or away by preference: the sum of their weights. */
        ATTRACTING
    }

    /**
     * Which nodes count; spread constraints narrow this.
     *
     * @param affinity null = any
     * @param taints null = any
     * @param labels that nodes must have
     */
    record Scope(@Nullable NodeRule affinity, @Nullable NodeRule taints, List<TopologyKey> labels) {
        boolean includes(NodeState node) {
            for (var label : labels) {
                if (label.domain(node.slot) == TopologyKey.NONE) {
                    return false;
                }
            }
            return (affinity == null || affinity.judge(node) == Obstacle.NONE)
                    && (taints == null || taints.judge(node) != Obstacle.TAINT);
        }
    }

    record Identity(
            Kind kind,
            TopologyKey key,
            PodMatch match,
            @Nullable Scope scope) {}

    final Identity identity;
    final TopologyKey key;
    private final @Nullable Scope scope;
    private int[] counts = new int[4];

    /** Of all domains. */
    private long total;

    private int[] members;
    private int[] domainsByCount;
    private int domains;
    private int minimum;

    Tally(Identity identity) {
        this.identity = identity;
        key = identity.key;
        scope = identity.scope;
        members = new int[scope == null ? 0 : 4];
        domainsByCount = new int[scope == null ? 0 : 4];
    }

    boolean isScoped() {
        return scope != null;
    }

    void add(NodeState node, int change) {
        var domain = key.domain(node.slot);
        if (domain == TopologyKey.NONE || (scope != null && !scope.includes(node))) {
            return;
        }
        reserve(domain);
        var before = counts[domain];
        counts[domain] = before + change;
        total += change;
        if (scope != null) {
            move(before, before + change);
        }
    }

    int at(NodeState node) {
        return inDomain(key.domain(node.slot));
    }

    int inDomain(int domain) {
        return domain == TopologyKey.NONE || domain >= counts.length ? 0 : counts[domain];
    }

    boolean isEmpty() {
        return total == 0;
    }

    /** Domains with at least one node that counts. */
    int domains() {
        return domains;
    }

    /** The smallest count of a domain that has a node; 0 without any. */
    int minimum() {
        return domains == 0 ? 0 : minimum;
    }

    void join(NodeState node) {
        if (scope != null && scope.includes(node)) {
            join(key.domain(node.slot));
        }
    }

    void leave(NodeState node) {
        if (scope != null && scope.includes(node)) {
            leave(key.domain(node.slot));
        }
    }

    void expect(String value) {
        if (scope != null && (scope.affinity == null || scope.affinity.allows(key.label, value))) {
            join(key.number(value));
        }
    }

    void expectNoMore(String value) {
        if (scope != null && (scope.affinity == null || scope.affinity.allows(key.label, value))) {
            leave(key.number(value));
        }
    }

    private void join(int domain) {
        if (domain == TopologyKey.NONE) {
            return;
        }
        reserve(domain);
        if (members[domain]++ == 0) {
            domains++;
            var count = counts[domain];
            ensureCount(count);
            domainsByCount[count]++;
            minimum = domains == 1 ? count : Math.min(minimum, count);
        }
    }

    private void leave(int domain) {
        if (domain != TopologyKey.NONE && --members[domain] == 0) {
            domains--;
            domainsByCount[counts[domain]]--;
            raiseMinimum();
        }
    }

    private void move(int from, int to) {
        ensureCount(to);
        domainsByCount[from]--;
        domainsByCount[to]++;
        minimum = Math.min(minimum, to);
        raiseMinimum();
    }

    private void raiseMinimum() {
        while (domains > 0 && domainsByCount[minimum] == 0) {
            minimum++;
        }
    }

    private void ensureCount(int count) {
        if (count >= domainsByCount.length) {
            domainsByCount = Arrays.copyOf(domainsByCount, Math.max(count + 1, domainsByCount.length * 2));
        }
    }

    private void reserve(int domain) {
        if (domain >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(domain + 1, counts.length * 2));
        }
        if (scope != null && domain >= members.length) {
            members = Arrays.copyOf(members, Math.max(domain + 1, members.length * 2));
        }
    }
}
