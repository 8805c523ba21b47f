package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.provisioning.capacity.Capacities;
import dev.gkelocal.autopilot.core.provisioning.capacity.NodeImage;
import dev.gkelocal.autopilot.core.provisioning.choice.GpuCount;
import dev.gkelocal.autopilot.core.provisioning.choice.PodBatch;
import dev.gkelocal.autopilot.core.provisioning.nodes.NodeOrder;
import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.provisioning.requirements.Separation;
import dev.gkelocal.autopilot.core.provisioning.resize.ResizableFamily;
import dev.gkelocal.autopilot.core.provisioning.shapes.ComputeClass;
import dev.gkelocal.autopilot.core.provisioning.shapes.GpuType;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The groups that could be made for a shard: machine types x zones, with the GPUs that the Pods need. */
final class NewGroups {
    private static final long SMALLEST_DISK_GIB = 100;
    private static final long SPARE_DISK_PERCENT = 5;
    private static final long MOST_SPARE_DISK_GIB = 100;

    private final MachineCatalogue catalogue;
    private final NapSettings settings;
    private final NapFacts facts;
    private final Templates templates;

    NewGroups(MachineCatalogue catalogue, NapSettings settings, NapFacts facts, Templates templates) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.facts = facts;
        this.templates = templates;
    }

    /** Candidates, or the reason why there are none. */
    sealed interface Found {
        record Groups(List<Candidate> all) implements Found {}

        record Nothing(Reason why) implements Found {}
    }

    record Candidate(Templates.Plan plan, Pool pool) {}

    Found find(Tiers.Tier tier, Shard shard, List<String> zones) {
        return switch (equipment(tier, shard)) {
            case Equipment.Impossible(var why) -> new Found.Nothing(why);
            case Equipment.Needed needed -> new Found.Groups(groups(tier, shard, zones, needed));
        };
    }

    /** GPUs that each machine is to have. */
    private sealed interface Equipment {
        record Needed(String type, int physical) implements Equipment {}

        record Impossible(Reason why) implements Equipment {}
    }

    private Equipment equipment(Tiers.Tier tier, Shard shard) {
        var asked = shard.gpuUnits();
        var type = tier.spec().gpuType();
        if (asked == 0 && type.isEmpty()) {
            return new Equipment.Needed("", 0);
        }
        var gpu = catalogue.gpu(type);
        if (gpu.isEmpty()) {
            return new Equipment.Impossible(Reason.gpuType(type));
        }
        var pod =
                shard.pods().stream().min(Comparator.comparingLong(Shard::gpus)).orElseThrow();
        var sharing = sharing(shard);
        var fixed = tier.rule().accelerators().gpuCount();
        var count = fixed > 0
                ? java.util.OptionalInt.of(fixed)
                : GpuCount.smallest(
                        gpu.get(), batch(pod), sharing, it -> largestHolds(tier, shard, gpu.get(), it, pod));
        return count.isEmpty()
                ? new Equipment.Impossible(
                        Reason.gpuRequest(type, asked, pod.requests().milliCpu()))
                : new Equipment.Needed(type, count.getAsInt());
    }

    private static PodBatch batch(Pod pod) {
        return new PodBatch(pod.uid(), pod.requests(), 1, "", false);
    }

    private static GpuType.Sharing sharing(Shard shard) {
        var strategy = shard.labels().single(GkeLabels.GPU_SHARING).isPresent();
        var clients = shard.labels()
                .single(GkeLabels.GPU_CLIENTS)
                .filter(it -> it.matches("\\d{1,2}"))
                .map(Integer::valueOf)
                .orElse(strategy ? GpuType.DEFAULT_SHARED_CLIENTS : 1);
        return new GpuType.Sharing(
                shard.labels().single(GkeLabels.GPU_PARTITION).orElse(""), clients);
    }

    private boolean largestHolds(Tiers.Tier tier, Shard shard, GpuType gpu, int count, Pod pod) {
        var needed = new Equipment.Needed(gpu.name(), count);
        var orders = new Orders(tier, shard, needed);
        return types(tier, needed).stream()
                .max(Comparator.comparingInt(MachineType::vcpus).thenComparingLong(MachineType::memoryBytes))
                .map(it -> templates
                        .pool(orders.plan(it, facts.zones().getFirst(), MaxPods.USUAL))
                        .template()
                        .allocatable())
                .filter(it -> it.milliCpu() >= pod.requests().milliCpu()
                        && it.memoryBytes() >= pod.requests().memoryBytes())
                .isPresent();
    }

    private List<MachineType> types(Tiers.Tier tier, Equipment.Needed needed) {
        return tier.spec().candidates(catalogue).stream()
                .filter(it -> tier.rule().allows(it))
                .filter(it -> isOffered(it, tier))
                .filter(it -> carries(it, needed))
                .toList();
    }

    /** Of resizable families only some sizes are made unless one is named. */
    private static boolean isOffered(MachineType type, Tiers.Tier tier) {
        return !tier.spec().machineTypes().isEmpty()
                || ResizableFamily.bundled(type.family())
                        .map(it -> it.defaultMachineTypes().contains(type.name()))
                        .orElse(true);
    }

    private boolean carries(MachineType type, Equipment.Needed needed) {
        if (needed.physical == 0) {
            return !type.hasGpu();
        }
        if (type.hasGpu()) {
            return type.gpuType().equals(needed.type) && type.gpuCount() == needed.physical;
        }
        return catalogue
                .gpu(needed.type)
                .filter(it -> type.vcpus() <= it.maxVcpus().getOrDefault(needed.physical, 0))
                .isPresent();
    }

    private List<Candidate> groups(Tiers.Tier tier, Shard shard, List<String> zones, Equipment.Needed needed) {
        var orders = new Orders(tier, shard, needed);
        var all = new ArrayList<Candidate>();
        for (var type : types(tier, needed)) {
            for (var zone : zones) {
                var usual = candidate(orders.plan(type, zone, MaxPods.USUAL));
                all.add(usual);
                var most = MaxPods.forPacking(usual.pool().template().allocatable(), shard.pods(), settings.manyPods());
                if (most > MaxPods.USUAL) {
                    all.add(candidate(orders.plan(type, zone, most)));
                }
            }
        }
        return all;
    }

    private Candidate candidate(Templates.Plan plan) {
        return new Candidate(plan, templates.pool(plan));
    }

    /** What machines for a shard are ordered with, whichever they are. */
    private final class Orders {
        private final Tiers.Tier tier;
        private final Shard shard;
        private final Equipment.Needed gpus;
        private final Map<String, String> labels;
        private final boolean podSlot;

        Orders(Tiers.Tier tier, Shard shard, Equipment.Needed gpus) {
            this.tier = tier;
            this.shard = shard;
            this.gpus = gpus;
            labels = Templates.labels(shard, tier.wish());
            podSlot = shard.pods().getFirst().requests().extended().containsKey(GkeLabels.POD_SLOTS);
        }

        Templates.Plan plan(MachineType type, String zone, int maxPods) {
            var has = accelerators(type);
            var larger = has.gpus() > 0
                    || has.chips() > 0
                    || catalogue
                            .computeClass(tier.spec().computeClass())
                            .filter(ComputeClass::largerBootDisk)
                            .isPresent();
            var diskType = shard.labels()
                    .single(GkeLabels.BOOT_DISK)
                    .orElse(tier.spec().bootDiskType());
            return new Templates.Plan(
                    new NodeOrder(
                            type,
                            zone,
                            shard.computeClass(),
                            shard.isSpot() || tier.rule().spot(),
                            shard.separation() instanceof Separation.Group group ? group : NodeOrder.SHARED,
                            NodeOrder.Exclusive.NONE,
                            has,
                            new NodeOrder.Disk(
                                    diskType,
                                    bootDisk(tier, larger),
                                    tier.wish().localSsds()),
                            tier.spec().minCpuPlatform(),
                            maxPods),
                    labels,
                    podSlot);
        }

        private NodeOrder.Accelerators accelerators(MachineType type) {
            var tpu = tier.spec().tpuType();
            return new NodeOrder.Accelerators(
                    gpus.type,
                    gpus.physical,
                    sharing(shard),
                    shard.labels().single(GkeLabels.GPU_SHARING).orElse(""),
                    shard.labels().single(GkeLabels.GPU_DRIVER).orElse("default"),
                    tpu,
                    shard.labels().single(GkeLabels.TPU_TOPOLOGY).orElse(""),
                    tpu.isEmpty() ? 0 : tpus(type.name()));
        }
    }

    private long bootDisk(Tiers.Tier tier, boolean larger) {
        if (tier.wish().bootDiskGib() > 0) {
            return tier.wish().bootDiskGib();
        }
        return larger ? settings.largerBootDiskGib() : settings.bootDiskGib();
    }

    /** TPU machines tell their chips in their names, such as ct5lp-hightpu-4t. */
    private static int tpus(String machineType) {
        var last = machineType.substring(machineType.lastIndexOf('-') + 1);
        return last.matches("\\d+t") ? Integer.parseInt(last.substring(0, last.length() - 1)) : 0;
    }

    /** The group as it is made: disk and Pod count are cut to what its Pods need (autopilot sheet 3.2). */
    Pool trimmed(Candidate candidate, Tiers.Tier tier, Shard shard, List<List<Pod>> nodes) {
        var pool = candidate.pool();
        var order = candidate.plan().order();
        var image = NodeImage.cos(
                Objects.requireNonNull(pool.template().labels().get(GkeLabels.ARCHITECTURE)), facts.version());
        var daemons = pool.daemons().stream()
                .mapToLong(it -> it.requests().ephemeralBytes())
                .sum();
        var most = nodes.stream()
                .mapToLong(pods -> pods.stream()
                        .mapToLong(it -> it.requests().ephemeralBytes())
                        .sum())
                .max()
                .orElse(0);
        var estimate = Capacities.autopilot().bootDiskGibFor(image, most + daemons);
        var wanted = Math.max(
                SMALLEST_DISK_GIB, estimate + Math.min(estimate * SPARE_DISK_PERCENT / 100, MOST_SPARE_DISK_GIB));
        var ordered = order.disk().gib();
        var disk = tier.wish().bootDiskGib() > 0 ? ordered : Math.min(wanted, ordered);
        var count = nodes.stream().mapToInt(List::size).max().orElse(0)
                + pool.daemons().size();
        var maxPods = Math.max(
                MaxPods.trimmed(
                        pool.template().allocatable(),
                        shard.pods(),
                        pool.daemons().size(),
                        order.maxPods()),
                count > MaxPods.USUAL ? order.maxPods() : count > 64 ? MaxPods.USUAL : count > 32 ? 64 : 32);
        return templates.pool(candidate.plan().with(disk, maxPods));
    }
}
