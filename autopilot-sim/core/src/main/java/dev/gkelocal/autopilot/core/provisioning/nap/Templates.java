package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.provisioning.capacity.Capacities;
import dev.gkelocal.autopilot.core.provisioning.capacity.NodeImage;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeGroup;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeOffer;
import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.requirements.Separation;
import dev.gkelocal.autopilot.core.provisioning.requirements.WorkloadIdentity;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import dev.gkelocal.autopilot.core.scheduling.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Makes the groups that could be made, with the node that each would bring. */
final class Templates {
    private static final String BALANCED_DISK = "pd-balanced";
    private static final String REGION = "topology.kubernetes.io/region";
    private static final String INSTANCE_TYPE = "node.kubernetes.io/instance-type";
    private static final String OS = "kubernetes.io/os";

    private final MachineCatalogue catalogue;
    private final NapFacts facts;

    Templates(MachineCatalogue catalogue, NapFacts facts) {
        this.catalogue = catalogue;
        this.facts = facts;
    }

    /**
     * What is to be made.
     *
     * @param accelerators as Pods can ask for them
     * @param physicalGpus that the machine has; 0 without
     * @param wish of the class that the group serves
     */
    record Plan(
            MachineType type,
            String zone,
            NodeOffer.Accelerators accelerators,
            int physicalGpus,
            long bootDiskGib,
            int maxPods,
            boolean spot,
            ClassPlan.Priority wish) {
        long localSsdGib() {
            return (long) wish.localSsds() * type.localSsd().diskGib();
        }
    }

    Pool pool(Plan plan, Shard shard) {
        var labels = labels(plan, shard);
        var taints = taints(plan, shard);
        var allocatable = allocatable(plan, shard);
        var pool = "nap-"
                + hash(plan.type().name() + labels(plan, shard, false) + taints + plan.bootDiskGib() + "/"
                        + plan.maxPods());
        labels.put(GkeLabels.NODE_POOL, pool);
        var base = "gk3-" + facts.site().cluster() + "-" + pool + "-" + hash(plan.zone());
        var node = new Node(base, labels, taints, allocatable, plan.maxPods(), false);
        var daemons = daemons(node);
        var group = NodeGroup.toCreate(groupName(plan.zone(), base), offer(plan, node, daemons));
        return new Pool(
                new NodeGroup(group.name(), pool, group.node(), 0, group.maxNodes(), group.origin()),
                plan.zone(),
                node,
                daemons,
                plan.bootDiskGib());
    }

    private String groupName(String zone, String base) {
        return "https://www.googleapis.com/compute/v1/projects/" + facts.site().project() + "/zones/" + zone
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

    Resources allocatable(Plan plan, Shard shard) {
        var type = plan.type();
        var image = NodeImage.cos(architecture(type), facts.version());
        var machine = new Capacities.Machine(
                type.name(),
                1000L * type.vcpus(),
                type.memoryBytes(),
                plan.bootDiskGib(),
                plan.wish().localSsds(),
                type.localSsd().diskGib());
        var size = Capacities.autopilot().size(machine, image, plan.maxPods()).allocatable();
        var extended = new TreeMap<String, Long>();
        if (plan.accelerators().gpus() > 0) {
            extended.put(GkeLabels.GPU_RESOURCE, plan.accelerators().gpus());
        }
        if (plan.accelerators().tpus() > 0) {
            extended.put(GkeLabels.TPU_RESOURCE, plan.accelerators().tpus());
        }
        if (shard.pods().getFirst().requests().extended().containsKey(GkeLabels.POD_SLOTS)) {
            extended.put(GkeLabels.POD_SLOTS, 1L);
        }
        return new Resources(size.milliCpu(), size.memoryBytes(), size.ephemeralBytes(), extended);
    }

    private String architecture(MachineType type) {
        return catalogue.familyOf(type.name()).map(it -> it.architecture()).orElse(NodeImage.AMD64);
    }

    private NodeOffer offer(Plan plan, Node node, List<Pod> daemons) {
        var used = daemons.stream().map(Pod::requests).reduce(Resources.NONE, Resources::plus);
        var free = new Resources(
                node.allocatable().milliCpu() - used.milliCpu(),
                node.allocatable().memoryBytes() - used.memoryBytes(),
                node.allocatable().ephemeralBytes() - used.ephemeralBytes(),
                node.allocatable().extended());
        return new NodeOffer(
                plan.type().name(),
                plan.type().family(),
                1000L * plan.type().vcpus(),
                plan.type().memoryBytes(),
                free,
                plan.maxPods() - daemons.size(),
                plan.accelerators(),
                new NodeOffer.Disk(BALANCED_DISK, plan.bootDiskGib(), plan.localSsdGib()),
                plan.spot(),
                WorkloadIdentity.of(node).text());
    }

    /** The DaemonSets' Pods that the node accepts, bound to it by its name. */
    List<Pod> daemons(Node node) {
        var alone = new ClusterSnapshot();
        alone.addNode(node);
        var evaluator = new Evaluator(alone);
        var accepted = new ArrayList<Pod>();
        for (var daemon : facts.daemons()) {
            if (evaluator.check(daemon, node.name()).fits()) {
                var bound = daemon.change().nodeName(node.name()).build();
                alone.addPod(bound);
                accepted.add(bound);
            }
        }
        return accepted;
    }

    private TreeMap<String, String> labels(Plan plan, Shard shard) {
        return labels(plan, shard, true);
    }

    /** @param located with what differs from zone to zone */
    private TreeMap<String, String> labels(Plan plan, Shard shard, boolean located) {
        var labels = new TreeMap<String, String>();
        shard.labels().byKey().forEach((key, values) -> {
            if (GkeLabels.isSystem(key)
                    && !key.equals(Node.ZONE)
                    && !key.equals(Node.HOSTNAME)
                    && !key.equals(REGION)) {
                values.single().ifPresent(it -> labels.put(key, it));
            }
        });
        labels.putAll(shard.separationLabels());
        labels.putAll(plan.wish().nodeLabels());
        labels.put(GkeLabels.ARCHITECTURE, architecture(plan.type()));
        labels.put(OS, "linux");
        labels.put(INSTANCE_TYPE, plan.type().name());
        labels.put(GkeLabels.MACHINE_FAMILY, plan.type().family());
        labels.put(
                GkeLabels.BOOT_DISK, shard.labels().single(GkeLabels.BOOT_DISK).orElse(BALANCED_DISK));
        labels.put(GkeLabels.MAX_PODS, Integer.toString(plan.maxPods()));
        labels.put(GkeLabels.PROVISIONING, plan.spot() ? "spot" : "standard");
        if (plan.spot()) {
            labels.put(GkeLabels.SPOT, "true");
        }
        if (plan.physicalGpus() > 0) {
            labels.put(GkeLabels.GPU, plan.accelerators().gpuType());
            labels.put(GkeLabels.GPU_COUNT, Integer.toString(plan.physicalGpus()));
        }
        if (located) {
            labels.put(Node.ZONE, plan.zone());
            labels.put(REGION, facts.site().region());
        }
        return labels;
    }

    private List<Taint> taints(Plan plan, Shard shard) {
        var taints = new ArrayList<Taint>();
        if (shard.separation() instanceof Separation.Group(var apart, var ignored)) {
            apart.forEach(it ->
                    taints.add(new Taint(it.key(), it.value(), it.effect().isEmpty() ? "NoSchedule" : it.effect())));
        }
        var hard = new TreeMap<String, String>();
        if (!shard.computeClass().isEmpty()) {
            hard.put(GkeLabels.COMPUTE_CLASS, shard.computeClass());
        }
        if (plan.spot()) {
            hard.put(GkeLabels.SPOT, "true");
        }
        if (plan.accelerators().gpus() > 0) {
            hard.put(GkeLabels.GPU_RESOURCE, "present");
        }
        if (plan.accelerators().tpus() > 0) {
            hard.put(GkeLabels.TPU_RESOURCE, "present");
        }
        if (architecture(plan.type()).equals(NodeImage.ARM64)) {
            hard.put(GkeLabels.ARCHITECTURE, NodeImage.ARM64);
        }
        hard.forEach((key, value) -> taints.add(new Taint(key, value, "NoSchedule")));
        return List.copyOf(taints);
    }
}
