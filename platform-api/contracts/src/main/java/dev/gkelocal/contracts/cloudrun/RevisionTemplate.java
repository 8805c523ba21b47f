package dev.gkelocal.contracts.cloudrun;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a revision runs, with every default filled in (cloudrun sheet 2.1, 3.4).
 *
 * @param revision short name the user chose; absent to have one made
 * @param maxInstanceRequestConcurrency 1 to 1000
 * @param timeout of a request, queue and cold start included; 1 s to 3600 s
 */
public record RevisionTemplate(
        @Nullable String revision,
        Map<String, String> labels,
        Map<String, String> annotations,
        RevisionScaling scaling,
        int maxInstanceRequestConcurrency,
        Duration timeout,
        String serviceAccount,
        ExecutionEnvironment executionEnvironment,
        boolean sessionAffinity,
        boolean healthCheckDisabled,
        List<Container> containers) {
    public RevisionTemplate {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        containers = List.copyOf(containers);
    }

    /** The container that takes the requests. */
    public Container ingressContainer() {
        for (var container : containers) {
            if (container.port() != null) {
                return container;
            }
        }
        return containers.getFirst();
    }
}
