package dev.gkelocal.autopilot.core.scheduling;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.Taint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes and Pods with sensible defaults. */
final class Fixtures {
    static final long MI = 1 << 20;

    private Fixtures() {}

    /** With 4 vCPU, 16 GiB and 110 Pods. */
    static Node node(String name, String zone, Taint... taints) {
        var labels = new HashMap<>(Map.of(Node.HOSTNAME, name));
        if (!zone.isEmpty()) {
            labels.put(Node.ZONE, zone);
        }
        return new Node(name, labels, List.of(taints), Resources.of(4000, 16_384 * MI), 110, false);
    }

    static Node node(String name) {
        return node(name, "");
    }

    static Pod pod(String name, long milliCpu, long mebibytes) {
        return Pod.of("default", name, Resources.of(milliCpu, mebibytes * MI));
    }

    static Pod labelled(String name, String app) {
        return pod(name, 100, 100).change().labels(Map.of("app", app)).build();
    }

    static Pod bound(Pod pod, String node) {
        return pod.change().nodeName(node).build();
    }

    static Pod ranked(String name, long milliCpu, int priority, long startedAt) {
        return pod(name, milliCpu, 10)
                .change()
                .priority(priority)
                .created(Instant.ofEpochSecond(startedAt))
                .build();
    }

    static PodAffinity required(String key, String app) {
        return new PodAffinity(List.of(new PodAffinity.Term(key, LabelSelector.of(Map.of("app", app)))), List.of());
    }

    static PodAffinity preferred(String key, String app, int weight) {
        var term = new PodAffinity.Term(key, LabelSelector.of(Map.of("app", app)));
        return new PodAffinity(List.of(), List.of(new PodAffinity.Preferred(weight, term)));
    }

    static ClusterSnapshot cluster(List<Node> nodes, Pod... bound) {
        var snapshot = new ClusterSnapshot();
        nodes.forEach(snapshot::addNode);
        List.of(bound).forEach(snapshot::addPod);
        return snapshot;
    }

    static List<Pod> copies(Pod pod, int count) {
        var all = new ArrayList<Pod>();
        for (int i = 0; i < count; i++) {
            all.add(pod.change().uid(pod.uid() + "-" + i).build());
        }
        return all;
    }
}
