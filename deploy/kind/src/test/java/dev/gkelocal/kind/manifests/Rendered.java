package dev.gkelocal.kind.manifests;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.kind.manifests.PlatformSettings.BrokerSettings;
import dev.gkelocal.kind.manifests.PlatformSettings.Surroundings;
import dev.gkelocal.kind.manifests.PlatformSettings.Switches;
import dev.gkelocal.kind.manifests.RouteSettings.ControllerChoice;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Settings of a platform with everything in it, and what comes of settings. */
final class Rendered {
    private Rendered() {}

    static PlatformSettings settings() {
        return settings(Set.of(), Map.of(), ControllerChoice.NGINX);
    }

    static PlatformSettings settings(
            Set<Component> without, Map<Component, Integer> replicas, ControllerChoice controller) {
        var images = new TreeMap<Component, String>();
        var files = new TreeMap<Component, SortedMap<String, String>>();
        for (var component : Component.values()) {
            images.put(component, "localhost:5001/gke-local/" + component.title() + "@sha256:" + "0".repeat(64));
            files.put(component, new TreeMap<>(Map.of("folder/file.yml", "content: of " + component.title())));
        }
        var configuration = new TreeMap<String, String>();
        GkeLocalConfig.defaults()
                .toProperties()
                .forEach((name, value) -> configuration.put(name.toString(), value.toString()));
        return new PlatformSettings(
                PlatformSettings.NAMESPACE,
                PlatformSettings.INSTANCES_NAMESPACE,
                images,
                without,
                configuration,
                replicas,
                new BrokerSettings(Optional.empty(), "2Gi", "", "bG9nLW9mLWEtY2x1c3Rlcg"),
                new RouteSettings("nginx", 8080, List.of("us-central1", "europe-west1"), controller, "nginx:1"),
                new MonitoringSettings(files, List.of("--config=/etc/jaeger/config.yaml")),
                new Surroundings(
                        "localhost:5001",
                        "http://172.18.0.3:5000",
                        List.of("10.96.0.1", "172.18.0.2"),
                        List.of("10.244.0.0/16", "10.96.0.0/16"),
                        List.of("ingress-nginx")),
                new Switches(true, true));
    }

    static <T extends HasMetadata> List<T> all(Class<T> type, PlatformSettings settings) {
        return Manifests.of(settings).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static Stream<PodTemplateSpec> pods(PlatformSettings settings) {
        return Stream.concat(
                all(Deployment.class, settings).stream().map(it -> it.getSpec().getTemplate()),
                all(StatefulSet.class, settings).stream().map(it -> it.getSpec().getTemplate()));
    }
}
