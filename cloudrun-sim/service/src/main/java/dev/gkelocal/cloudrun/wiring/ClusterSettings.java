package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.config.access.HostNames;
import java.util.Optional;
import java.util.Properties;

/**
 * The Kubernetes cluster that the platform runs in.
 *
 * @param namespace of the platform
 * @param instancesNamespace of Cloud Run's instances
 * @param publicPort at which the cluster's ingress is reached from the user's machine
 * @param registry as references to images name it
 * @param registryAddress where this program reaches it
 * @param pod that this program runs in; empty outside of the cluster
 * @param lease whether there may be other replicas, one of which leads by a lease
 */
record ClusterSettings(
        String namespace,
        String instancesNamespace,
        int publicPort,
        String registry,
        String registryAddress,
        String pod,
        boolean lease) {
    private static final String PREFIX = "gkelocal.kubernetes.";

    /** Empty where the platform runs on one machine. */
    static Optional<ClusterSettings> of(Properties properties) {
        var namespace = properties.getProperty(HostNames.NAMESPACE, "");
        if (namespace.isEmpty()) {
            return Optional.empty();
        }
        var registry = properties.getProperty(PREFIX + "registry", "localhost:5001");
        return Optional.of(new ClusterSettings(
                namespace,
                properties.getProperty(PREFIX + "instances_namespace", namespace + "-run"),
                Integer.parseInt(properties.getProperty(PREFIX + "public_port", "80")),
                registry,
                properties.getProperty(PREFIX + "registry_address", "http://" + registry),
                properties.getProperty(PREFIX + "pod", ""),
                Boolean.parseBoolean(properties.getProperty(PREFIX + "lease", "false"))));
    }
}
