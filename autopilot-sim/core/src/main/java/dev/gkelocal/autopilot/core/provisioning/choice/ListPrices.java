package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.HashMap;
import java.util.Map;

/**
 * The bundled price table of the autoscaler: a machine costs what its family charges for vCPUs and memory, unless the whole
 * machine has a price; local SSDs, boot disk and GPUs come on top.
 */
public final class ListPrices implements DecisionPrices {
    private static final double GIB = 1L << 30;
    private static final String DEFAULT_DISK = NodeOffer.Disk.STANDARD.type();
    private static final String OTHER_GPU = "*";

    /** @param spot a factor on the two others for rates of families, else the price itself */
    private record Rate(double first, double second, double spot) {}

    private final Map<String, Rate> rates = new HashMap<>();
    private final Rate base;

    private ListPrices(DataTable table, boolean standard) {
        for (var row : table.rows()) {
            if (text(row, "profile").equals("all") || standard) {
                var rate = new Rate(number(row, "first"), number(row, "second"), number(row, "third"));
                rates.put(key(text(row, "kind"), text(row, "name")), rate);
            }
        }
        base = rate("base", "");
    }

    /** On Autopilot N2D costs what N2 costs, so that both families of class Balanced are used. */
    public static ListPrices autopilot() {
        return Autopilot.PRICES;
    }

    public static ListPrices standard() {
        return Standard.PRICES;
    }

    private static final class Autopilot {
        private static final ListPrices PRICES = read(false);
    }

    private static final class Standard {
        private static final ListPrices PRICES = read(true);
    }

    private static ListPrices read(boolean standard) {
        return new ListPrices(DataTable.read(ListPrices.class, "decision-prices.tsv"), standard);
    }

    private static String text(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private static double number(Map<String, String> row, String column) {
        return text(row, column).isEmpty() ? 0 : Double.parseDouble(text(row, column));
    }

    private static String key(String kind, String name) {
        return kind + "/" + name;
    }

    private Rate rate(String kind, String name) {
        var found = rates.get(key(kind, name));
        if (found == null) {
            throw new IllegalStateException("decision-prices.tsv lacks " + kind + " " + name);
        }
        return found;
    }

    @Override
    public double node(NodeOffer node) {
        var disk = node.disk();
        return machine(node)
                + disk.localSsdGib() * perGib("local-ssd", node.spot())
                + disk.gib() * perGib(disk.type(), false)
                + node.accelerators().gpus() * gpu(node);
    }

    private double machine(NodeOffer node) {
        var whole = rates.get(key("machine", node.machineType()));
        if (whole != null) {
            return node.spot() ? whole.second : whole.first;
        }
        var kind = MachineType.isCustom(node.machineType()) ? "custom" : "family";
        var rate = rates.getOrDefault(key(kind, node.family()), base);
        return priced(rate, node.milliCpu(), node.memoryBytes()) * (node.spot() ? rate.spot : 1);
    }

    private static double priced(Rate rate, long milliCpu, long memoryBytes) {
        return milliCpu / 1000.0 * rate.first + memoryBytes / GIB * rate.second;
    }

    /** Disk types that the table lacks cost nothing in decisions, as in the original. */
    private double perGib(String diskType, boolean spot) {
        var rate = rates.get(key("disk", diskType));
        if (rate == null) {
            return 0;
        }
        return spot ? rate.second : rate.first;
    }

    private double gpu(NodeOffer node) {
        if (node.accelerators().gpus() == 0) {
            return 0;
        }
        var rate = rates.getOrDefault(key("gpu", node.accelerators().gpuType()), rate("gpu", OTHER_GPU));
        return node.spot() ? rate.second : rate.first;
    }

    @Override
    public double pod(Resources requests) {
        return priced(base, requests.milliCpu(), requests.memoryBytes())
                + requests.ephemeralBytes() / GIB * perGib(DEFAULT_DISK, false)
                + requests.extended().getOrDefault(NodeOffer.GPU, 0L) * rate("gpu", OTHER_GPU).first;
    }
}
