package dev.gkelocal.images.containers;

import dev.gkelocal.images.registry.Platform;
import dev.gkelocal.images.registry.Reference;

/**
 * A base image at the moment of a build.
 *
 * @param reference as the user named it
 * @param digest what that stood for: of an image, or of an index of images
 * @param platform of which programs are wanted
 */
record Base(Reference reference, String digest, Platform platform) {

    /** Names these very bytes, whatever becomes of the tag. */
    Reference pinned() {
        return reference.at(digest);
    }
}
