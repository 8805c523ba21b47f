package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.EnumMap;
import java.util.Map;

/** A behaviour of admission that came with a cluster version: features.tsv beside this class. */
public enum Feature {
    /** The Pod gets the container runtime's seccomp profile. */
    SECCOMP_RUNTIME_DEFAULT,
    /** Containers lose the capability NET_RAW. */
    DROP_NET_RAW,
    /** The Pod tolerates the taint of its CPU architecture. */
    ARCH_TOLERATION,
    /** An annotation names the container that corrections go to. */
    PRIMARY_CONTAINER,
    /** The adjustment annotation tells the compute class. */
    CLASS_IN_ANNOTATION,
    /** Performance Pods ask for a slot, so that a node carries one of them. */
    POD_SLOTS,
    /** Performance Pods ask for nodes of their own CPU size. */
    POD_ISOLATION;

    private static final class Shipped {
        static final Map<Feature, ClusterVersion> SINCE = read();
    }

    boolean isIn(ClusterVersion version) {
        return version.atLeast(Shipped.SINCE.getOrDefault(this, ClusterVersion.LATEST));
    }

    private static Map<Feature, ClusterVersion> read() {
        var since = new EnumMap<Feature, ClusterVersion>(Feature.class);
        for (var row : DataTable.read(Feature.class, "features.tsv").rows()) {
            since.put(
                    Feature.valueOf(row.getOrDefault("feature", "")), ClusterVersion.of(row.getOrDefault("since", "")));
        }
        return since;
    }
}
