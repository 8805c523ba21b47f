package dev.gkelocal.kind.manifests;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Prometheus, Grafana and Jaeger are given.
 *
 * @param files by component: text by path below the folder in which that component looks for it
 * @param jaegerArguments of the container; they differ between Jaeger's two generations
 */
public record MonitoringSettings(Map<Component, SortedMap<String, String>> files, List<String> jaegerArguments) {
    public MonitoringSettings {
        var copy = new TreeMap<Component, SortedMap<String, String>>();
        files.forEach(
                (component, texts) -> copy.put(component, Collections.unmodifiableSortedMap(new TreeMap<>(texts))));
        files = Collections.unmodifiableMap(copy);
        jaegerArguments = List.copyOf(jaegerArguments);
    }

    SortedMap<String, String> of(Component component) {
        return files.getOrDefault(component, Collections.emptySortedMap());
    }
}
