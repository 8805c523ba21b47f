package dev.gkelocal.kind.registry;

import org.jspecify.annotations.Nullable;

/**
 * A registry at one moment.
 *
 * @param access null when there is none
 * @param state of its container in the engine's word; empty without one
 * @param accessible whether it answers as a registry does
 * @param connected whether the nodes and Pods of the cluster reach it
 */
public record RegistryStatus(@Nullable RegistryAccess access, String state, boolean accessible, boolean connected) {}
