package dev.gkelocal.images.containers;

import dev.gkelocal.images.registry.Reference;

/**
 * An image that is in the registry.
 *
 * @param name of what is in it
 * @param reference with its digest, to be run by
 * @param tag that stands for all that went into it
 * @param built false when it was there already
 */
public record PushedImage(String name, Reference reference, String tag, boolean built) {}
