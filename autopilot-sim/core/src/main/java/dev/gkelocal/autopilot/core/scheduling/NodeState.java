package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A node with what runs there. */
final class NodeState {
    /** A Pod in its place. */
    record Bound(Pod pod, Shape shape, NodeState on) {}

    final Node node;
    final int slot;
    final long[] allocatable;

    /** Allocatable less requests; below zero where Pods were bound past the scheduler. */
    long[] free;

    /** Requests as scoring sees them: what a Pod leaves out counts as 100m and 200Mi. */
    long scoredCpu;

    long scoredMemory;
    final List<Bound> pods = new ArrayList<>();
    final List<Pod.HostPort> ports = new ArrayList<>();

    NodeState(Node node, int slot, long[] allocatable) {
        this.node = node;
        this.slot = slot;
        this.allocatable = allocatable;
        free = allocatable.clone();
    }

    void add(Bound bound) {
        pods.add(bound);
        ports.addAll(bound.pod.hostPorts());
        account(bound.shape, 1);
    }

    /** Mostly one that came a moment ago, so it is looked for from the end; each is there once, so identity is enough. */
    void remove(Bound bound) {
        var at = pods.size() - 1;
        while (pods.get(at) != bound) {
            at--;
        }
        pods.remove(at);
        bound.pod.hostPorts().forEach(ports::remove);
        account(bound.shape, -1);
    }

    /** Two ports collide on the same address, and a port on all addresses with every other. */
    boolean hasFree(List<Pod.HostPort> wanted) {
        for (var want : wanted) {
            for (var used : ports) {
                if (want.port() == used.port()
                        && want.protocol().equals(used.protocol())
                        && (isAny(want.hostIp())
                                || isAny(used.hostIp())
                                || want.hostIp().equals(used.hostIp()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private void account(Shape shape, int sign) {
        if (shape.need.length > free.length) {
            free = Arrays.copyOf(free, shape.need.length);
        }
        for (int i = 0; i < shape.need.length; i++) {
            free[i] -= sign * shape.need[i];
        }
        scoredCpu += sign * shape.scoredCpu;
        scoredMemory += sign * shape.scoredMemory;
    }

    private static boolean isAny(String address) {
        return address.isEmpty() || address.equals("0.0.0.0");
    }
}
