package dev.gkelocal.images;

/** The source cannot be made into an image, for the reason in the message. Becomes a result at a store's edge. */
public final class SourceRejected extends Exception {
    private static final long serialVersionUID = 1;

    public SourceRejected(String message) {
        super(message);
    }
}
