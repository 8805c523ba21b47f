package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import java.util.Optional;

/** What Google can give now and what the project may still have of it; falls with each plan. */
final class Stock {
    private final NapFacts facts;
    private NapFacts.Quota quota;

    Stock(NapFacts facts) {
        this.facts = facts;
        quota = facts.quota();
    }

    /** Why the option cannot be carried out; empty where it can. */
    Optional<Provisioning.Error> error(Packer.Packed packed) {
        var node = packed.pool().group().node();
        if (facts.isOutOfStock(node, packed.pool().zone())) {
            return Optional.of(Provisioning.Error.OUT_OF_RESOURCES);
        }
        if (!quota.covers(vcpus(packed), node.accelerators().gpuType(), gpus(packed))) {
            return Optional.of(Provisioning.Error.QUOTA_EXCEEDED);
        }
        return quota.addresses().cover(addresses(packed))
                ? Optional.empty()
                : Optional.of(Provisioning.Error.IP_SPACE_EXHAUSTED);
    }

    private static NapFacts.Addresses addresses(Packer.Packed packed) {
        return NapFacts.Addresses.of(
                packed.option().nodes(), packed.pool().template().maxPods());
    }

    void take(Packer.Packed packed) {
        var gpuType = packed.pool().group().node().accelerators().gpuType();
        quota = quota.less(vcpus(packed), gpuType, gpus(packed)).less(addresses(packed));
    }

    private static long vcpus(Packer.Packed packed) {
        return packed.option().nodes()
                * Math.ceilDiv(packed.pool().group().node().milliCpu(), 1000L);
    }

    /** Physical ones: that is what quotas count. */
    private static long gpus(Packer.Packed packed) {
        var count = packed.pool().template().labels().getOrDefault(GkeLabels.GPU_COUNT, "0");
        return packed.option().nodes() * (count.matches("\\d{1,4}") ? Long.parseLong(count) : 0);
    }
}
