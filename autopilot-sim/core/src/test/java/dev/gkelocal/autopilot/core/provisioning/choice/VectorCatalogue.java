package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machine types of the vectors, with what their system Pods leave. */
final class VectorCatalogue {
    private final Map<String, Value> types = new LinkedHashMap<>();
    private final int podSlots;

    VectorCatalogue(Value file) {
        file.get("machineTypes")
                .items()
                .forEach(it -> types.put(it.get("machineType").text(), it));
        podSlots = (int) file.get("podSlotsLeft").integer().orElseThrow();
    }

    List<String> names() {
        return List.copyOf(types.keySet());
    }

    NodeOffer node(String machineType, String gpuType, long gpus) {
        var type = java.util.Objects.requireNonNull(types.get(machineType));
        return new NodeOffer(
                machineType,
                "n1",
                1000 * number(type, "vcpu"),
                (long) (Double.parseDouble(type.get("physicalGiB").text()) * (1L << 30)),
                new Resources(
                        number(type, "allocatableMilliCpu"),
                        number(type, "allocatableBytes"),
                        0,
                        gpus == 0 ? Map.of() : Map.of(NodeOffer.GPU, gpus)),
                podSlots,
                gpus == 0 ? NodeOffer.Accelerators.NONE : new NodeOffer.Accelerators(gpuType, gpus, 0),
                NodeOffer.Disk.STANDARD,
                false,
                gpus == 0 ? "" : "NoSchedule:nvidia.com/gpu:present");
    }

    static long number(Value of, String field) {
        return of.get(field).integer().orElse(0);
    }
}
