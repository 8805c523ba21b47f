package dev.gkelocal.autopilot.core.pricing;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Compute Engine prices of machines, GPUs and disks, USD per hour in us-central1. */
public final class MachineRates {
    private static final String OTHER_GPU = "*";

    /** @param spotFactor on both of the others */
    public record PerUnit(double vcpu, double gib, double spotFactor) {}

    private final Map<String, PerUnit> rates = new HashMap<>();
    private final PerUnit base;

    private MachineRates(DataTable table, boolean list) {
        for (var row : table.rows()) {
            if (text(row, "profile").equals("all") || list) {
                var rate = new PerUnit(number(row, "first"), number(row, "second"), number(row, "third"));
                rates.put(key(text(row, "kind"), text(row, "name")), rate);
            }
        }
        base = rate("base", "");
    }

    /** As decisions on Autopilot see them: N2D costs what N2 costs, so that class Balanced uses both. */
    public static MachineRates forDecisions() {
        return Decisions.RATES;
    }

    /** As they are charged. */
    public static MachineRates list() {
        return AsCharged.RATES;
    }

    private static final class Decisions {
        private static final MachineRates RATES = read(false);
    }

    private static final class AsCharged {
        private static final MachineRates RATES = read(true);
    }

    private static MachineRates read(boolean list) {
        return new MachineRates(DataTable.read(MachineRates.class, "machine-prices.tsv"), list);
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

    private PerUnit rate(String kind, String name) {
        var found = rates.get(key(kind, name));
        if (found == null) {
            throw new IllegalStateException("machine-prices.tsv lacks " + kind + " " + name);
        }
        return found;
    }

    /** Of a whole machine, where that is not the sum of vCPUs and memory. */
    public OptionalDouble machine(String machineType, boolean spot) {
        var whole = rates.get(key("machine", machineType));
        return whole == null ? OptionalDouble.empty() : OptionalDouble.of(spot ? whole.gib : whole.vcpu);
    }

    /** Per vCPU and GiB of memory; families that the table lacks cost the base rate. */
    public PerUnit family(String machineType, String family) {
        var custom = machineType.startsWith("custom-") || machineType.contains("-custom-");
        return rates.getOrDefault(key(custom ? "custom" : "family", family), base);
    }

    /** Whatever the machine. */
    public PerUnit base() {
        return base;
    }

    public double gpu(String type, boolean spot) {
        var rate = rates.getOrDefault(key("gpu", type), rate("gpu", OTHER_GPU));
        return spot ? rate.gib : rate.vcpu;
    }

    /** Of any GPU, when none is named. */
    public double anyGpu() {
        return rate("gpu", OTHER_GPU).vcpu;
    }

    /** Per GiB; 0 for types that the table lacks, as in the original. */
    public double disk(String type, boolean spot) {
        var rate = rates.get(key("disk", type));
        if (rate == null) {
            return 0;
        }
        return spot ? rate.gib : rate.vcpu;
    }
}
