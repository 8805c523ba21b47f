package dev.gkelocal.autopilot.service.mirror;

import dev.gkelocal.autopilot.core.cluster.ObjectKey;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.service.live.LiveCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The objects of the real cluster that decide about Pods there: DaemonSets, priority and compute classes, disruption budgets. Read every
 * few looks rather than watched: they seldom change.
 */
final class Surroundings {
    private static final int LOOKS = 5;
    private static final ResourceDefinitionContext COMPUTE_CLASSES = new ResourceDefinitionContext.Builder()
            .withGroup("cloud.google.com")
            .withVersion("v1")
            .withKind("ComputeClass")
            .withPlural("computeclasses")
            .build();

    private final KubernetesClient client;
    private final LiveCluster cluster;
    private Map<ObjectKey, Value> held = new HashMap<>();
    private int look;

    Surroundings(KubernetesClient client, LiveCluster cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    void follow(Set<String> namespaces) {
        if (look++ % LOOKS != 0) {
            return;
        }
        var now = new HashMap<ObjectKey, Value>();
        for (var each : objects(namespaces)) {
            var metadata = each.getMetadata();
            now.put(ObjectKey.of(each.getKind(), text(metadata.getNamespace()), metadata.getName()), value(each));
        }
        if (now.equals(held)) {
            return;
        }
        var before = held;
        held = now;
        cluster.change(running -> {
                    before.keySet().stream()
                            .filter(it -> !now.containsKey(it))
                            .forEach(it -> running.delete(it.kind(), it.namespace(), it.name()));
                    now.entrySet().stream()
                            .filter(it -> !it.getValue().equals(before.get(it.getKey())))
                            .forEach(it -> running.apply(it.getValue()));
                    return true;
                })
                .join();
    }

    private List<HasMetadata> objects(Set<String> namespaces) {
        var all = new ArrayList<HasMetadata>();
        all.addAll(client.scheduling().v1().priorityClasses().list().getItems());
        for (var namespace : namespaces) {
            all.addAll(client.apps().daemonSets().inNamespace(namespace).list().getItems());
            all.addAll(client.policy()
                    .v1()
                    .podDisruptionBudget()
                    .inNamespace(namespace)
                    .list()
                    .getItems());
        }
        try {
            all.addAll(client.genericKubernetesResources(COMPUTE_CLASSES).list().getItems());
        } catch (KubernetesClientException none) {
            if (none.getCode() != 404) {
                throw none;
            }
        }
        return all;
    }

    /** Without what changes all the time. */
    private static Value value(HasMetadata object) {
        var all = Json.read(Serialization.asJson(object)).without("status");
        var metadata = all.get("metadata");
        for (var field : List.of("resourceVersion", "generation", "managedFields", "uid", "creationTimestamp")) {
            metadata = metadata.without(field);
        }
        return all.with("metadata", metadata);
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
