package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The namespaces, at the Pod Security level restricted; instances of images that want root run as nobody. */
final class Namespaces {
    private static final String POD_SECURITY = "pod-security.kubernetes.io/";

    private static final String LEVEL = "restricted";

    private Namespaces() {}

    static List<HasMetadata> of(PlatformSettings settings) {
        return List.of(
                namespace(settings.namespace(), "platform"), namespace(settings.instancesNamespace(), "instances"));
    }

    private static HasMetadata namespace(String name, String component) {
        var labels = new TreeMap<>(Labels.of(name, component));
        labels.putAll(Map.of(
                POD_SECURITY + "enforce",
                LEVEL,
                POD_SECURITY + "enforce-version",
                "latest",
                POD_SECURITY + "warn",
                LEVEL,
                POD_SECURITY + "warn-version",
                "latest"));
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build();
    }
}
