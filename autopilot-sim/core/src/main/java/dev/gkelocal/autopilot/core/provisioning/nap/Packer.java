package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.provisioning.choice.Bins;
import dev.gkelocal.autopilot.core.provisioning.choice.FirstFitDecreasing;
import dev.gkelocal.autopilot.core.provisioning.choice.Option;
import dev.gkelocal.autopilot.core.provisioning.choice.PodBatch;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import dev.gkelocal.autopilot.core.scheduling.Evaluator;
import dev.gkelocal.autopilot.core.scheduling.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Packs Pods into new nodes of a group by all of kube-scheduler's filters; the snapshot is left as it was. */
final class Packer {
    private final ClusterSnapshot snapshot;
    private final Evaluator evaluator;
    private final Map<String, List<Pod>> pods = new LinkedHashMap<>();
    private final List<PodBatch> batches = new ArrayList<>();

    Packer(ClusterSnapshot snapshot, List<Pod> waiting) {
        this.snapshot = snapshot;
        evaluator = new Evaluator(snapshot);
        for (var pod : waiting) {
            pods.computeIfAbsent(kind(pod), ignored -> new ArrayList<>()).add(pod);
        }
        pods.forEach(
                (name, equal) -> batches.add(new PodBatch(name, equal.getFirst().requests(), equal.size(), "", false)));
    }

    /** Pods of one kind have the same owner and ask for the same. */
    private static String kind(Pod pod) {
        return String.join(
                "|",
                pod.namespace(),
                pod.owner().isEmpty() ? pod.uid() : pod.owner(),
                requests(pod),
                new TreeMap<>(pod.labels()).toString(),
                new TreeMap<>(pod.nodeSelector()).toString(),
                pod.nodeAffinity().toString(),
                pod.affinity().toString(),
                pod.antiAffinity().toString(),
                pod.tolerations().toString(),
                pod.spread().toString(),
                pod.hostPorts().toString(),
                pod.volumeZones().toString());
    }

    private static String requests(Pod pod) {
        var asked = pod.requests();
        return asked.milliCpu() + "/" + asked.memoryBytes() + "/" + asked.ephemeralBytes() + "/"
                + new TreeMap<>(asked.extended());
    }

    /** @param nodes Pods by new node, in the order of their arrival there; none is empty */
    record Packed(Pool pool, Option option, List<List<Pod>> nodes) {}

    /** Empty where a node of the group could take none of the Pods. */
    Optional<Packed> pack(Pool pool) {
        if (pool.group().room() == 0) {
            return Optional.empty();
        }
        snapshot.fork();
        try {
            var first = addNode(pool, 0);
            var fitting = batches.stream()
                    .filter(it -> evaluator.check(first(it), first).fits())
                    .toList();
            if (fitting.isEmpty()) {
                return Optional.empty();
            }
            var bins = new Nodes(pool, first);
            var packing = FirstFitDecreasing.pack(
                    pool.group().node(), fitting, pool.group().room(), bins);
            return packing.nodes() == 0
                    ? Optional.empty()
                    : Optional.of(new Packed(
                            pool,
                            new Option(pool.group(), packing, 0),
                            bins.assigned.stream().filter(it -> !it.isEmpty()).toList()));
        } finally {
            snapshot.revert();
        }
    }

    /** What the filters say of a Pod on an empty node of the group. */
    Verdict verdict(Pool pool, Pod pod) {
        snapshot.fork();
        try {
            var name = addNode(pool, 0);
            return evaluator.check(pod, name);
        } finally {
            snapshot.revert();
        }
    }

    private Pod first(PodBatch batch) {
        return Objects.requireNonNull(pods.get(batch.name())).getFirst();
    }

    /** Puts what was packed into the snapshot, as nodes to come. */
    void keep(Packed packed) {
        for (var i = 0; i < packed.nodes().size(); i++) {
            var name = addNode(packed.pool(), i);
            packed.nodes()
                    .get(i)
                    .forEach(it -> snapshot.addPod(it.change().nodeName(name).build()));
        }
    }

    private String addNode(Pool pool, int index) {
        var name = free(pool.template().name() + "-new" + index);
        var template = pool.template();
        var labels = new HashMap<>(template.labels());
        labels.put(Node.HOSTNAME, name);
        snapshot.addNode(new Node(
                name, labels, template.taints(), template.allocatable(), template.maxPods(), template.unschedulable()));
        for (var daemon : pool.daemons()) {
            snapshot.addPod(daemon.change()
                    .uid(daemon.uid() + "@" + name)
                    .nodeName(name)
                    .build());
        }
        return name;
    }

    private String free(String name) {
        var candidate = name;
        while (snapshot.node(candidate).isPresent()) {
            candidate += "x";
        }
        return candidate;
    }

    private final class Nodes implements Bins {
        private final Pool pool;
        private final List<String> names = new ArrayList<>();
        private final List<List<Pod>> assigned = new ArrayList<>();
        private final Map<String, Deque<Pod>> waiting = new HashMap<>();

        /** @param first node, which is there already */
        Nodes(Pool pool, String first) {
            this.pool = pool;
            names.add(first);
            pods.forEach((name, equal) -> waiting.put(name, new ArrayDeque<>(equal)));
        }

        @Override
        public void open() {
            assigned.add(new ArrayList<>());
            if (assigned.size() > names.size()) {
                names.add(addNode(pool, names.size()));
            }
        }

        @Override
        public boolean place(PodBatch batch, int node) {
            var queue = Objects.requireNonNull(waiting.get(batch.name()));
            var pod = queue.getFirst();
            if (!evaluator.check(pod, names.get(node)).fits()) {
                return false;
            }
            queue.removeFirst();
            snapshot.addPod(pod.change().nodeName(names.get(node)).build());
            assigned.get(node).add(pod);
            return true;
        }
    }
}
