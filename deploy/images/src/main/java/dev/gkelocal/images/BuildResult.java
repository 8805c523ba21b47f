package dev.gkelocal.images;

/** What came of a build. */
public sealed interface BuildResult {

    /** @param cached whether the store had it already */
    record Built(String reference, Image image, boolean cached) implements BuildResult {}

    /** The source cannot be made into an image; its owner must change it. */
    record Rejected(String message) implements BuildResult {}

    /** The machine failed: disk, network, a missing tool. */
    record Failed(String message) implements BuildResult {}
}
