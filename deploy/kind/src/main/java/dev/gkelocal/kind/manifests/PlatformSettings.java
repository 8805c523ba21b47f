package dev.gkelocal.kind.manifests;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that the manifests depend on.
 *
 * @param namespace of the platform
 * @param instancesNamespace of the Pods that are Cloud Run instances
 * @param images what each component runs, ours by digest
 * @param without components that are left out
 * @param configuration the effective configuration as system properties {@code gkelocal.*}
 * @param replicas of components that run more than once; the others run once
 */
public record PlatformSettings(
        String namespace,
        String instancesNamespace,
        Map<Component, String> images,
        Set<Component> without,
        SortedMap<String, String> configuration,
        Map<Component, Integer> replicas,
        BrokerSettings broker,
        RouteSettings routes,
        MonitoringSettings monitoring,
        Surroundings surroundings,
        Switches switches) {
    public static final String NAMESPACE = "gke-local";
    public static final String INSTANCES_NAMESPACE = "gke-local-run";

    public PlatformSettings {
        images = Map.copyOf(images);
        without = Set.copyOf(without);
        configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
        replicas = Map.copyOf(replicas);
    }

    /**
     * The event log.
     *
     * @param bootstrap host:port of brokers that are there already; none of our own runs then
     * @param storage size of the volume, as Kubernetes writes quantities
     * @param storageClass empty takes the cluster's default
     * @param logId with which several brokers format their volumes
     */
    public record BrokerSettings(Optional<String> bootstrap, String storage, String storageClass, String logId) {}

    /**
     * What the manifests must know of the cluster and what lies around it.
     *
     * @param registry host:port as images are named
     * @param registryAddress {@code http://host:port} as a Pod reaches the registry; empty when it is the same
     * @param apiServer addresses of the API server; empty when they are not known
     * @param clusterRanges address ranges of Pods and Services, and what else of the cluster is not outside
     * @param ingressNamespaces where ingress controllers run; empty when it is not known
     */
    public record Surroundings(
            String registry,
            String registryAddress,
            List<String> apiServer,
            List<String> clusterRanges,
            List<String> ingressNamespaces) {
        public Surroundings {
            apiServer = List.copyOf(apiServer);
            clusterRanges = List.copyOf(clusterRanges);
            ingressNamespaces = List.copyOf(ingressNamespaces);
        }
    }

    /**
     * What may be switched.
     *
     * @param networkPolicies whether the platform's namespaces are closed but for what it needs
     * @param enforce whether Autopilot's rules hold in the cluster
     */
    public record Switches(boolean networkPolicies, boolean enforce) {}

    public boolean runs(Component component) {
        return !without.contains(component)
                && !(component == Component.KAFKA && broker.bootstrap().isPresent());
    }

    public int replicas(Component component) {
        return replicas.getOrDefault(component, 1);
    }

    /** Whether one of several replicas leads and the others stand by. */
    boolean elects(Component component) {
        return component == Component.CLOUDRUN_SIM && replicas(component) > 1;
    }

    String image(Component component) {
        var image = images.get(component);
        if (image == null) {
            throw new IllegalArgumentException("no image is known for " + component.title());
        }
        return image;
    }

    /** Where programs send their traces, if Jaeger runs. */
    String collector() {
        return "http://jaeger." + namespace + ".svc:" + Component.JAEGER.port("otlp-grpc");
    }

    /** Where clients find the event log. */
    public String bootstrap() {
        return broker.bootstrap().orElse("kafka." + namespace + ".svc:" + Component.KAFKA.port("clients"));
    }
}
