package dev.gkelocal.kind.registry;

import dev.gkelocal.config.ClusterConfig;

/**
 * Which registry is wanted beside a cluster.
 *
 * @param cluster the cluster's name
 * @param port on the host's loopback address
 * @param image it runs from
 * @param engine that runs it
 */
public record RegistrySettings(String cluster, int port, String image, String engine) {
    private static final String DEFAULT_IMAGE = "registry:3";

    public RegistrySettings {
        image = image.isEmpty() ? DEFAULT_IMAGE : image;
    }

    public static RegistrySettings of(ClusterConfig config) {
        return new RegistrySettings(config.name(), config.registryPort(), config.registryImage(), config.engine());
    }

    /** The name of its container and of the volume with its images. */
    public String container() {
        return cluster + "-registry";
    }
}
