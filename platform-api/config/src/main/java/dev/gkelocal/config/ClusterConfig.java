package dev.gkelocal.config;

/** The Kind cluster (requirements sheet, section 4). */
public record ClusterConfig(
        String name, String kubernetesVersion, int nodes, int registryPort, int ingressPort, int apiServerPort) {}
