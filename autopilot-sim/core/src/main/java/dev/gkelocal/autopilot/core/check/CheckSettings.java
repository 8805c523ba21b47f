package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.pricing.BillingSettings;
import dev.gkelocal.autopilot.core.warden.Requester;
import dev.gkelocal.autopilot.core.warden.WardenSettings;

/**
 * The cluster and the user to check for. Namespaces, priority classes and compute classes among the manifests count as installed.
 *
 * @param namespace of objects that name none, as kubectl's {@code --namespace}
 */
public record CheckSettings(
        ClusterRules cluster, WardenSettings warden, Requester requester, BillingSettings billing, String namespace) {
    public CheckSettings {
        if (!cluster.traits().equals(warden.cluster())) {
            throw new IllegalArgumentException("admission and warden must be asked about the same cluster");
        }
    }

    public static CheckSettings of(ClusterRules cluster) {
        return new CheckSettings(
                cluster,
                WardenSettings.of(cluster.traits()),
                Requester.SOMEBODY,
                BillingSettings.in("us-central1"),
                "default");
    }
}
