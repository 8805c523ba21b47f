package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.Toleration;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Facts, clusters and Pods for tests. */
final class Clusters {
    static final long GIB = 1L << 30;

    private Clusters() {}

    static final List<String> ZONES = List.of("us-central1-a", "us-central1-b", "us-central1-c");

    static NapFacts facts() {
        return new NapFacts(
                new NapFacts.Site("demo", "shop", "us-central1"),
                "1.35.8-gke.1036000",
                ZONES,
                List.of(),
                List.of(),
                SystemPods.bundled(),
                Map.of(),
                Set.of(),
                NapFacts.Quota.UNLIMITED,
                Set.of());
    }

    static NapFacts with(NapFacts facts, ClassPlan plan) {
        return new NapFacts(
                facts.site(),
                facts.version(),
                facts.zones(),
                facts.pools(),
                facts.resizable(),
                facts.daemons(),
                Map.of(plan.name(), plan),
                facts.stockOuts(),
                facts.quota(),
                facts.backoff());
    }

    static NapFacts outOf(NapFacts facts, String... machines) {
        var stockOuts = new java.util.HashSet<NapFacts.StockOut>();
        for (var each : machines) {
            stockOuts.add(new NapFacts.StockOut(each, "", NapFacts.Offer.ANY));
        }
        return new NapFacts(
                facts.site(),
                facts.version(),
                facts.zones(),
                facts.pools(),
                facts.resizable(),
                facts.daemons(),
                facts.classes(),
                stockOuts,
                facts.quota(),
                facts.backoff());
    }

    static NapFacts quota(NapFacts facts, long vcpus) {
        return new NapFacts(
                facts.site(),
                facts.version(),
                facts.zones(),
                facts.pools(),
                facts.resizable(),
                facts.daemons(),
                facts.classes(),
                facts.stockOuts(),
                new NapFacts.Quota(vcpus, Map.of(), NapFacts.Addresses.UNLIMITED),
                facts.backoff());
    }

    static NapFacts pools(NapFacts facts, List<Pool> pools, Set<String> backoff) {
        return new NapFacts(
                facts.site(),
                facts.version(),
                facts.zones(),
                pools,
                facts.resizable(),
                facts.daemons(),
                facts.classes(),
                facts.stockOuts(),
                facts.quota(),
                backoff);
    }

    static NapFacts resizable(NapFacts facts, NapFacts.Resizable node) {
        return new NapFacts(
                facts.site(),
                facts.version(),
                facts.zones(),
                facts.pools(),
                List.of(node),
                facts.daemons(),
                facts.classes(),
                facts.stockOuts(),
                facts.quota(),
                facts.backoff());
    }

    static Pod pod(String name, long milliCpu, long gib) {
        return Pod.of("shop", name, new Resources(milliCpu, gib * GIB, GIB, Map.of()))
                .change()
                .owner("ReplicaSet/web")
                .build();
    }

    static List<Pod> pods(int count, Pod pod) {
        var all = new ArrayList<Pod>();
        for (var i = 0; i < count; i++) {
            var name = pod.name() + "-" + i;
            all.add(new Pod(
                    pod.namespace(),
                    name,
                    pod.namespace() + "/" + name,
                    pod.labels(),
                    pod.annotations(),
                    pod.owner(),
                    pod.requests(),
                    pod.priority(),
                    pod.preempts(),
                    pod.nodeName(),
                    pod.nodeSelector(),
                    pod.nodeAffinity(),
                    pod.affinity(),
                    pod.antiAffinity(),
                    pod.tolerations(),
                    pod.spread(),
                    pod.hostPorts(),
                    pod.gates(),
                    pod.volumeZones(),
                    pod.created()));
        }
        return all;
    }

    /** With the toleration that Autopilot adds for each of these labels. */
    static Pod selecting(Pod pod, Map<String, String> labels) {
        var selector = new HashMap<>(pod.nodeSelector());
        selector.putAll(labels);
        var tolerations = new ArrayList<>(pod.tolerations());
        labels.forEach((key, value) -> tolerations.add(new Toleration(key, false, value, "NoSchedule")));
        return pod.change().nodeSelector(selector).tolerations(tolerations).build();
    }

    static ClusterSnapshot empty() {
        var snapshot = new ClusterSnapshot();
        ZONES.forEach(it -> snapshot.expectDomain(Node.ZONE, it));
        return snapshot;
    }
}
