package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.pricing.MachineRates;

/**
 * The bundled price table of the autoscaler: a machine costs what its family charges for vCPUs and memory, unless the whole
 * machine has a price; local SSDs, boot disk and GPUs come on top.
 */
public final class ListPrices implements DecisionPrices {
    private static final double GIB = 1L << 30;
    private static final String DEFAULT_DISK = NodeOffer.Disk.STANDARD.type();

    private final MachineRates rates;

    private ListPrices(MachineRates rates) {
        this.rates = rates;
    }

    public static ListPrices autopilot() {
        return new ListPrices(MachineRates.forDecisions());
    }

    public static ListPrices standard() {
        return new ListPrices(MachineRates.list());
    }

    @Override
    public double node(NodeOffer node) {
        var disk = node.disk();
        var gpus = node.accelerators();
        return machine(node)
                + disk.localSsdGib() * rates.disk("local-ssd", node.spot())
                + disk.gib() * rates.disk(disk.type(), false)
                + (gpus.gpus() == 0 ? 0 : gpus.gpus() * rates.gpu(gpus.gpuType(), node.spot()));
    }

    private double machine(NodeOffer node) {
        var whole = rates.machine(node.machineType(), node.spot());
        if (whole.isPresent()) {
            return whole.getAsDouble();
        }
        var rate = rates.family(node.machineType(), node.family());
        return priced(rate, node.milliCpu(), node.memoryBytes()) * (node.spot() ? rate.spotFactor() : 1);
    }

    private static double priced(MachineRates.PerUnit rate, long milliCpu, long memoryBytes) {
        return milliCpu / 1000.0 * rate.vcpu() + memoryBytes / GIB * rate.gib();
    }

    @Override
    public double pod(Resources requests) {
        return priced(rates.base(), requests.milliCpu(), requests.memoryBytes())
                + requests.ephemeralBytes() / GIB * rates.disk(DEFAULT_DISK, false)
                + requests.extended().getOrDefault(NodeOffer.GPU, 0L) * rates.anyGpu();
    }
}
