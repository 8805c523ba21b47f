package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.capacity.Capacities;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeGroup;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeOffer;
import dev.gkelocal.autopilot.core.provisioning.nodes.NodeOrder;
import dev.gkelocal.autopilot.core.provisioning.nodes.NodeRules;
import dev.gkelocal.autopilot.core.provisioning.nodes.NodeTemplate;
import dev.gkelocal.autopilot.core.provisioning.nodes.SystemPods;
import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.requirements.WorkloadIdentity;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import dev.gkelocal.autopilot.core.scheduling.Evaluator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the groups that could be made, with the node that each would bring. What was made once is kept: scale-ups ask for the same
 * groups again and again.
 */
final class Templates {
    private static final Set<String> LOCATED = Set.of(
            Node.ZONE,
            "topology.kubernetes.io/region",
            "topology.gke.io/zone",
            "failure-domain.beta.kubernetes.io/zone",
            "failure-domain.beta.kubernetes.io/region",
            GkeLabels.NODE_POOL);

    /** Then all are forgotten. */
    private static final int MOST_KEPT = 4096;

    private final NapFacts.Site site;
    private final List<Pod> daemons;
    private final NodeRules rules;
    private final Map<Plan, Pool> kept = new HashMap<>();

    Templates(MachineCatalogue catalogue, NapFacts facts) {
        site = facts.site();
        daemons = facts.daemons();
        rules = new NodeRules(catalogue, Capacities.autopilot(), SystemPods.NONE, facts.version(), false, true);
    }

    /** Whether its groups are those of this cluster too. */
    boolean fit(NapFacts facts) {
        return rules.version().equals(facts.version()) && site.equals(facts.site()) && daemons.equals(facts.daemons());
    }

    /**
     * What is to be made.
     *
     * @param labels beside those that the machine brings: demanded by the Pods or by their class
     * @param podSlot the Pods ask for a node each, by a resource
     */
    record Plan(NodeOrder order, Map<String, String> labels, boolean podSlot) {
        Plan {
            labels = Map.copyOf(labels);
        }

        Plan with(long bootDiskGib, int maxPods) {
            var disk = order.disk();
            var changed = new NodeOrder.Disk(disk.type(), bootDiskGib, disk.localSsds());
            return new Plan(order.with(changed).withMaxPods(maxPods), labels, podSlot);
        }

        /** By what mostly differs: the whole is costly to hash. */
        @Override
        public int hashCode() {
            return 31 * order.machine().name().hashCode()
                    + 7 * order.zone().hashCode()
                    + order.maxPods()
                    + labels.hashCode();
        }
    }

    /** What Pods demand of nodes, other than where they are, and what their class gives nodes besides. */
    static Map<String, String> labels(Shard shard, ClassPlan.Priority wish) {
        var labels = new HashMap<String, String>();
        shard.labels().byKey().forEach((key, values) -> {
            if (GkeLabels.isSystem(key) && !LOCATED.contains(key) && !key.equals(Node.HOSTNAME)) {
                values.single().ifPresent(it -> labels.put(key, it));
            }
        });
        labels.putAll(wish.nodeLabels());
        return labels;
    }

    Pool pool(Plan plan) {
        var known = kept.get(plan);
        if (known != null) {
            return known;
        }
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        var made = make(plan);
        kept.put(plan, made);
        return made;
    }

    private Pool make(Plan plan) {
        var order = plan.order();
        var template = NodeTemplate.of(order, "", rules).node();
        var labels = new TreeMap<>(plan.labels());
        labels.putAll(template.labels());
        var pool = "nap-" + hash(text(order, labels, template));
        labels.put(GkeLabels.NODE_POOL, pool);
        var base = "gk3-" + site.cluster() + "-" + pool + "-" + hash(order.zone());
        var node = new Node(base, labels, template.taints(), allocatable(plan, template), template.maxPods(), false);
        var accepted = daemons(node);
        var group = NodeGroup.toCreate(groupName(order.zone(), base), offer(order, node, accepted));
        return new Pool(
                new NodeGroup(group.name(), pool, group.node(), 0, group.maxNodes(), group.origin()),
                order.zone(),
                node,
                accepted,
                order.disk().gib());
    }

    /** A group of a pool that is there already. */
    Pool given(GivenPool asked, NodeOrder order) {
        var template = NodeTemplate.of(order, asked.name(), rules).node();
        var labels = new TreeMap<>(template.labels());
        labels.putAll(asked.labels());
        var taints = new LinkedHashSet<>(template.taints());
        taints.addAll(asked.taints());
        var base = "gke-" + site.cluster() + "-" + asked.name() + "-" + hash(order.zone());
        var node = new Node(base, labels, List.copyOf(taints), template.allocatable(), template.maxPods(), false);
        var accepted = daemons(node);
        var group = new NodeGroup(
                groupName(order.zone(), base),
                asked.name(),
                offer(order, node, accepted),
                0,
                asked.nodes().most(),
                NodeGroup.Origin.MANUAL);
        return new Pool(group, order.zone(), node, accepted, order.disk().gib());
    }

    /** What is the same in all zones. */
    private static String text(NodeOrder order, TreeMap<String, String> labels, Node template) {
        var same = new TreeMap<>(labels);
        same.keySet().removeAll(LOCATED);
        return order.machine().name() + same + template.taints() + order.disk().gib() + "/" + order.maxPods();
    }

    private static Resources allocatable(Plan plan, Node template) {
        var has = template.allocatable();
        if (!plan.podSlot()) {
            return has;
        }
        var extended = new TreeMap<>(has.extended());
        extended.put(GkeLabels.POD_SLOTS, 1L);
        return new Resources(has.milliCpu(), has.memoryBytes(), has.ephemeralBytes(), extended);
    }

    private String groupName(String zone, String base) {
        return "https://www.googleapis.com/compute/v1/projects/" + site.project() + "/zones/" + zone
                + "/instanceGroups/" + base + "-grp";
    }

    /** Eight characters that depend on the text alone. */
    private static String hash(String text) {
        var number = 1125899906842597L;
        for (var i = 0; i < text.length(); i++) {
            number = 31 * number + text.charAt(i);
        }
        var digits = "0000000" + Long.toString(number >>> 1, 36);
        return digits.substring(digits.length() - 8).toLowerCase(Locale.ROOT);
    }

    /** Shared-core machines are compared, and charged for, as one vCPU; prices are those of the usual disk (autopilot sheet 0). */
    private static NodeOffer offer(NodeOrder order, Node node, List<Pod> daemons) {
        var type = order.machine();
        var used = daemons.stream().map(Pod::requests).reduce(Resources.NONE, Resources::plus);
        var has = node.allocatable();
        var free = new Resources(
                has.milliCpu() - used.milliCpu(),
                has.memoryBytes() - used.memoryBytes(),
                has.ephemeralBytes() - used.ephemeralBytes(),
                has.extended());
        return new NodeOffer(
                type.name(),
                type.family(),
                1000L * type.vcpus(),
                type.memoryBytes(),
                free,
                order.maxPods() - daemons.size(),
                new NodeOffer.Accelerators(
                        order.accelerators().gpuType(),
                        has.extended().getOrDefault(GkeLabels.GPU_RESOURCE, 0L),
                        order.accelerators().chips()),
                new NodeOffer.Disk(
                        NodeOffer.Disk.STANDARD.type(),
                        order.disk().gib(),
                        (long) order.disk().localSsds() * type.localSsd().diskGib()),
                order.spot(),
                WorkloadIdentity.of(node).text());
    }

    /** The DaemonSets' Pods that the node accepts, bound to it by its name. */
    List<Pod> daemons(Node node) {
        var alone = new ClusterSnapshot();
        alone.addNode(node);
        var evaluator = new Evaluator(alone);
        var accepted = new ArrayList<Pod>();
        for (var daemon : daemons) {
            if (evaluator.check(daemon, node.name()).fits()) {
                var bound = daemon.change().nodeName(node.name()).build();
                alone.addPod(bound);
                accepted.add(bound);
            }
        }
        return accepted;
    }
}
