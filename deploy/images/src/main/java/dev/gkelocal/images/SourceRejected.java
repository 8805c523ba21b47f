package dev.gkelocal.images;

/** The source cannot be made into an image, for the reason in the message. Becomes a result at the store's edge. */
final class SourceRejected extends Exception {
    private static final long serialVersionUID = 1;

    SourceRejected(String message) {
        super(message);
    }
}
