package dev.gkelocal.images.containers;

import dev.gkelocal.images.Image;

/** A user's source as an image in the registry, with what the source was found to be. */
public record SourceImage(PushedImage image, Image.Kind kind) {}
