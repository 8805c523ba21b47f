package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.Toleration;
import java.util.List;
import java.util.Map;

/** The Pods that GKE runs on every node (autopilot sheet 3.6): not billed, but they take room. */
public final class SystemPods {
    private static final String NAMESPACE = "kube-system";
    private static final int NODE_CRITICAL = 2_000_001_000;
    private static final Toleration EVERYTHING = new Toleration("", true, "", "");

    private SystemPods() {}

    /** One of each, unbound. */
    public static List<Pod> bundled() {
        return Bundled.ALL;
    }

    private static final class Bundled {
        private static final List<Pod> ALL = DataTable.read(SystemPods.class, "system-pods.tsv").rows().stream()
                .map(Bundled::pod)
                .toList();

        private static Pod pod(Map<String, String> row) {
            var name = row.getOrDefault("daemonset", "");
            var requests = new Resources(
                    Quantity.of(row.getOrDefault("cpu", "")).milli(),
                    Quantity.of(row.getOrDefault("memory", "")).units(),
                    Quantity.of(row.getOrDefault("ephemeral", "")).units(),
                    Map.of());
            return Pod.of(NAMESPACE, name, requests)
                    .change()
                    .owner("DaemonSet/" + name)
                    .priority(NODE_CRITICAL)
                    .tolerations(List.of(EVERYTHING))
                    .build();
        }
    }
}
