package dev.gkelocal.images.containers;

import dev.gkelocal.images.registry.RegistryFailure;

/** No image came of a build. The message says why and what to do, in sentences for the user. */
public final class ImageFailed extends Exception {
    private static final long serialVersionUID = 1;

    /** Whose move it is. */
    public enum Kind {
        /** The registry of the images or that of the base does not answer. */
        UNREACHABLE,
        /** A registry wants a login, or another one. */
        UNAUTHORISED,
        /** The base image is not there, or not for this platform. */
        BASE_MISSING,
        /** The source cannot be made into an image; its owner must change it. */
        SOURCE_REJECTED,
        /** What an image is made of is not there. */
        INPUT_MISSING,
        DISK_FULL,
        INTERRUPTED,
        OTHER
    }

    private final Kind kind;

    ImageFailed(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    ImageFailed(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** @param what was being done, as in "cannot WHAT" */
    static ImageFailed of(String what, RegistryFailure e) {
        var kind = switch (e.kind()) {
            case UNREACHABLE -> Kind.UNREACHABLE;
            case UNAUTHORISED -> Kind.UNAUTHORISED;
            case ABSENT, UNSUPPORTED, REFUSED -> Kind.OTHER;
        };
        return new ImageFailed(kind, "cannot " + what + ": " + e.getMessage(), e);
    }

    public Kind kind() {
        return kind;
    }
}
