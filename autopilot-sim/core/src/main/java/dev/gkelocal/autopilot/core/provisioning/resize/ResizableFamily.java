package dev.gkelocal.autopilot.core.provisioning.resize;

import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the VMs of a family can be set to.
 *
 * @param defaultMachineTypes offered where nothing else is asked for
 * @param smallest VM that settings can allow
 * @param finest step that settings can allow; settings must be multiples of it
 * @param minKibPerVcpu least memory of a vCPU
 * @param maxKibPerVcpu most memory of a vCPU
 * @param defaults settings where the cluster has none
 * @param proxyBytesPerVcpu what kube-proxy takes where it runs, per vCPU of the full machine
 * @param leastMemoryKib by machine type, where it is more than the family's
 */
public record ResizableFamily(
        String name,
        List<String> defaultMachineTypes,
        Size smallest,
        Size finest,
        long minKibPerVcpu,
        long maxKibPerVcpu,
        ResizeSettings defaults,
        long proxyBytesPerVcpu,
        Map<String, Long> leastMemoryKib) {
    private static final long KIB = 1024;

    public ResizableFamily {
        defaultMachineTypes = List.copyOf(defaultMachineTypes);
        leastMemoryKib = Map.copyOf(leastMemoryKib);
    }

    /** Empty for a family whose machines keep their size. */
    public static Optional<ResizableFamily> bundled(String name) {
        return Optional.ofNullable(Bundled.FAMILIES.get(name));
    }

    /** Memory that a machine of this type has at least, KiB. */
    public long leastMemoryKib(String machineType) {
        return leastMemoryKib.getOrDefault(machineType, smallest.memoryKib());
    }

    private static final class Bundled {
        private static final Map<String, ResizableFamily> FAMILIES = read();
    }

    private static Map<String, ResizableFamily> read() {
        var machines = new HashMap<String, Long>();
        var rows = Table.read(ResizableFamily.class, "resizable.tsv");
        for (var row : rows) {
            if (row.text(0).equals("machine")) {
                machines.put(row.text(1), Quantity.of(row.text(2)).units() / KIB);
            }
        }
        var families = new HashMap<String, ResizableFamily>();
        for (var row : rows) {
            if (row.text(0).equals("family")) {
                families.put(row.text(1), family(row, machines));
            }
        }
        return Map.copyOf(families);
    }

    private static ResizableFamily family(Table.Row row, Map<String, Long> machines) {
        var ratio = row.texts(5);
        return new ResizableFamily(
                row.text(1),
                row.texts(2),
                size(row.texts(3)),
                size(row.texts(4)),
                Quantity.of(ratio.get(0)).units() / KIB,
                Quantity.of(ratio.get(1)).units() / KIB,
                new ResizeSettings(size(row.texts(6)), size(row.texts(7)), size(row.texts(8))),
                row.number(9),
                machines);
    }

    private static Size size(List<String> cpuAndMemory) {
        return new Size(
                Quantity.of(cpuAndMemory.get(0)).milli(),
                Quantity.of(cpuAndMemory.get(1)).units() / KIB);
    }
}
