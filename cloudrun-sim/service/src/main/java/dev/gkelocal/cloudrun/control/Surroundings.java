package dev.gkelocal.cloudrun.control;

/**
 * What the control plane needs to know of where it runs.
 *
 * @param limitsEnforced whether an instance that takes more CPU or memory than its limits is held to them
 */
public record Surroundings(ImageDigests images, Addresses addresses, boolean limitsEnforced) {}
