package dev.gkelocal.images.registry;

/**
 * Something that a registry holds by its content.
 *
 * @param size in bytes
 */
public record Descriptor(String digest, String mediaType, long size) {}
