package dev.gkelocal.kind.registry;

/**
 * How a registry is reached.
 *
 * @param name host and port that references to its images begin with: good on this machine and in the nodes
 * @param container that runs it; empty when it is not one of this machine's
 * @param clusterAddress {@code http://HOST:PORT} for Pods; empty when they do not reach it
 * @param ours whether GKE Local made it
 */
public record RegistryAccess(String name, String container, String clusterAddress, boolean ours) {}
