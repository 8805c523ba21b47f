package dev.gkelocal.autopilot.core.provisioning.choice;

import static dev.gkelocal.autopilot.core.provisioning.choice.VectorCatalogue.number;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeGroup.Origin;
import dev.gkelocal.autopilot.core.provisioning.shapes.GpuType;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The facts of one vector: groups and running Pods, pending Pods, and the groups that could be made for them. */
final class VectorScenario {
    /** What groups with GPUs are labelled with in the vectors. */
    private static final String EXISTING_GPU = "nvidia-tesla-k80";

    private final Value scenario;
    private final VectorCatalogue catalogue;

    VectorScenario(Value scenario, VectorCatalogue catalogue) {
        this.scenario = scenario;
        this.catalogue = catalogue;
    }

    PriceExpander expander() {
        return scenario.get("autopilot").isTrue()
                ? new PriceExpander(ExpanderRules.autopilotCluster(), ListPrices.autopilot())
                : new PriceExpander(ExpanderRules.standardCluster(), ListPrices.standard());
    }

    ClusterUse cluster() {
        var running = ClusterUse.Requests.NONE;
        for (var pods : scenario.get("cluster").get("running").items()) {
            running = running.plus(
                    Resources.of(number(pods, "milliCpu"), number(pods, "memBytes")), number(pods, "count"));
        }
        return new ClusterUse(existing(), Map.of("", running));
    }

    private List<NodeGroup> existing() {
        return scenario.get("cluster").get("groups").items().stream()
                .map(it -> new NodeGroup(
                        it.get("name").text(),
                        it.get("name").text(),
                        catalogue.node(it.get("machineType").text(), EXISTING_GPU, number(it, "gpus")),
                        (int) number(it, "nodes"),
                        it.get("scalable").isTrue() ? Integer.MAX_VALUE : 0,
                        Origin.MANUAL))
                .toList();
    }

    private List<PodBatch> batches() {
        var batches = new ArrayList<PodBatch>();
        for (var shape : scenario.get("pods").items()) {
            var gpus = number(shape, "gpus");
            batches.add(new PodBatch(
                    "shape" + batches.size(),
                    new Resources(
                            number(shape, "milliCpu"),
                            number(shape, "memMiB") << 20,
                            0,
                            gpus == 0 ? Map.of() : Map.of(NodeOffer.GPU, gpus)),
                    (int) number(shape, "count"),
                    shape.get("gpuType").text(),
                    shape.get("antiAffinityHostname").isTrue()));
        }
        return batches;
    }

    List<Option> options() {
        var groups = new ArrayList<>(existing());
        groups.addAll(toCreate());
        return Option.of(groups, batches(), it -> new FreeRoom(it.node()));
    }

    private List<NodeGroup> toCreate() {
        var groups = new ArrayList<NodeGroup>();
        if (batches().stream().anyMatch(it -> it.gpus() == 0)) {
            catalogue.names().forEach(it -> groups.add(NodeGroup.toCreate("nap-" + it, catalogue.node(it, "", 0))));
        }
        gpuCounts()
                .forEach((type, count) -> withGpus(type, count)
                        .forEach(node ->
                                groups.add(NodeGroup.toCreate("nap-" + node.machineType() + "-gpu" + count, node))));
        return groups;
    }

    /** The smallest count of each type that a Pod asks for: only those Pods shape new groups. */
    private Map<String, Integer> gpuCounts() {
        var counts = new TreeMap<String, Integer>();
        for (var batch : batches()) {
            MachineCatalogue.bundled()
                    .gpu(batch.gpuType())
                    .filter(it -> batch.gpus() > 0)
                    .ifPresent(type -> {
                        var count = GpuCount.smallest(
                                type, batch, GpuType.Sharing.NONE, gpus -> holds(withGpus(type.name(), gpus), batch));
                        count.ifPresent(it -> counts.merge(type.name(), it, Math::min));
                    });
        }
        return counts;
    }

    private static boolean holds(List<NodeOffer> nodes, PodBatch batch) {
        return nodes.stream().anyMatch(it -> {
            var room = new FreeRoom(it);
            room.open();
            return room.place(batch, 0);
        });
    }

    private List<NodeOffer> withGpus(String type, int count) {
        var gpu = MachineCatalogue.bundled().gpu(type).orElseThrow();
        return catalogue.names().stream()
                .map(it -> catalogue.node(it, type, count))
                .filter(it -> gpu.family().equals(it.family()))
                .filter(it -> it.milliCpu() <= 1000L * gpu.maxVcpus().getOrDefault(count, 0))
                .toList();
    }
}
