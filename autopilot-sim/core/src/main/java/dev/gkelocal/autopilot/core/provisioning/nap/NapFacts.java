package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeOffer;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What provisioning must know of the cluster and of Google's side, apart from nodes and Pods.
 *
 * @param version of GKE; empty = unknown
 * @param zones where nodes may be
 * @param pools that exist
 * @param resizable nodes that can grow in place
 * @param daemons Pods of DaemonSets, the system's too: one each, unbound
 * @param classes custom ComputeClasses by name
 * @param stockOuts what cannot be had now
 * @param backoff names of groups that failed a short time ago
 */
public record NapFacts(
        Site site,
        String version,
        List<String> zones,
        List<Pool> pools,
        List<Resizable> resizable,
        List<Pod> daemons,
        Map<String, ClassPlan> classes,
        Set<StockOut> stockOuts,
        Quota quota,
        Set<String> backoff) {
    /** Of no cluster at all. */
    static final NapFacts NOTHING = new NapFacts(
            new Site("", "", ""),
            "",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Set.of(),
            Quota.UNLIMITED,
            Set.of());

    public NapFacts {
        zones = List.copyOf(zones);
        pools = List.copyOf(pools);
        resizable = List.copyOf(resizable);
        daemons = List.copyOf(daemons);
        classes = Map.copyOf(classes);
        stockOuts = Set.copyOf(stockOuts);
        backoff = Set.copyOf(backoff);
    }

    /** Values of labels that new nodes can bring: spreading Pods count them as domains though no node may be there yet. */
    public Map<String, Set<String>> domains() {
        var domains = new TreeMap<String, Set<String>>();
        zones.forEach(it -> add(domains, Node.ZONE, it));
        pools.forEach(pool -> pool.template().labels().forEach((key, value) -> add(domains, key, value)));
        classes.values()
                .forEach(it -> it.priorities()
                        .forEach(wish -> wish.nodeLabels().forEach((key, value) -> add(domains, key, value))));
        return domains;
    }

    private static void add(Map<String, Set<String>> domains, String label, String value) {
        domains.computeIfAbsent(label, ignored -> new TreeSet<>()).add(value);
    }

    public record Site(String project, String cluster, String region) {}

    /** @param vm its size now */
    public record Resizable(String node, String machineType, Size vm) {}

    /**
     * @param machines a family or a machine type
     * @param zone empty = all
     */
    public record StockOut(String machines, String zone, Offer offer) {
        private boolean isAbout(Offer asked) {
            return offer == Offer.ANY || offer == asked;
        }
    }

    /** On which terms machines are given. */
    public enum Offer {
        ANY,
        SPOT,
        ON_DEMAND
    }

    /**
     * What the project may still use in the region.
     *
     * @param gpus by type; types that are not in it are not limited
     * @param addresses that are left in the cluster's ranges
     */
    public record Quota(long vcpus, Map<String, Long> gpus, Addresses addresses) {
        public static final Quota UNLIMITED = new Quota(Long.MAX_VALUE, Map.of(), Addresses.UNLIMITED);

        public Quota {
            gpus = Map.copyOf(gpus);
        }

        boolean covers(long askedVcpus, String gpuType, long askedGpus) {
            return askedVcpus <= vcpus && askedGpus <= gpus.getOrDefault(gpuType, Long.MAX_VALUE);
        }

        Quota less(long usedVcpus, String gpuType, long usedGpus) {
            var left = new java.util.HashMap<>(gpus);
            left.computeIfPresent(gpuType, (ignored, has) -> has - usedGpus);
            return new Quota(vcpus == Long.MAX_VALUE ? vcpus : vcpus - usedVcpus, left, addresses);
        }

        Quota less(Addresses used) {
            return new Quota(vcpus, gpus, new Addresses(addresses.nodes - used.nodes, addresses.pods - used.pods));
        }
    }

    /**
     * IP addresses.
     *
     * @param nodes one for each
     * @param pods in blocks, one for each node
     */
    public record Addresses(long nodes, long pods) {
        public static final Addresses UNLIMITED = new Addresses(Long.MAX_VALUE, Long.MAX_VALUE);

        /** A node keeps twice its number of Pods, rounded up to a power of two (GKE, "Configure maximum Pods per node"). */
        public static Addresses of(long nodes, int maxPods) {
            return new Addresses(nodes, nodes * Long.highestOneBit(4L * Math.max(4, maxPods) - 1));
        }

        boolean cover(Addresses asked) {
            return nodes >= asked.nodes && pods >= asked.pods;
        }
    }

    boolean isOutOfStock(NodeOffer node, String zone) {
        var asked = node.spot() ? Offer.SPOT : Offer.ON_DEMAND;
        return stockOuts.stream()
                .filter(it -> it.isAbout(asked))
                .anyMatch(it -> (it.machines.equals(node.machineType()) || it.machines.equals(node.family()))
                        && (it.zone.isEmpty() || it.zone.equals(zone)));
    }
}
