package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The namespaces, with their Pod Security levels. Instances are users' images, which on Cloud Run may run as root: their level is
 * baseline; what is ours keeps to restricted.
 */
final class Namespaces {
    private static final String POD_SECURITY = "pod-security.kubernetes.io/";
    /** Webhooks of Autopilot leave these alone, as GKE's do system namespaces. */
    static final String UNENFORCED = "gke-local.dev/autopilot";

    private Namespaces() {}

    static List<HasMetadata> of(PlatformSettings settings) {
        return List.of(
                namespace(settings.namespace(), "platform", "restricted"),
                namespace(settings.instancesNamespace(), "instances", "baseline"));
    }

    private static HasMetadata namespace(String name, String component, String level) {
        var labels = new TreeMap<>(Labels.of(name, component));
        labels.putAll(Map.of(
                POD_SECURITY + "enforce",
                level,
                POD_SECURITY + "enforce-version",
                "latest",
                POD_SECURITY + "warn",
                level,
                POD_SECURITY + "warn-version",
                "latest",
                UNENFORCED,
                "off"));
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build();
    }
}
