package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.List;

/** The Pods that GKE runs on every node, for {@link NapFacts#daemons()}. */
public final class SystemPods {
    private SystemPods() {}

    /** One of each, unbound, with assumed sizes. */
    public static List<Pod> bundled() {
        return dev.gkelocal.autopilot.core.provisioning.nodes.SystemPods.assumed()
                .unbound();
    }
}
