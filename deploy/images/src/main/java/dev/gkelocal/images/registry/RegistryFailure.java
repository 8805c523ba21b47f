package dev.gkelocal.images.registry;

import java.io.IOException;

/** A registry that cannot be asked, or refuses. The message is a sentence for the user. */
public final class RegistryFailure extends IOException {
    private static final long serialVersionUID = 1;

    /** What to do about it depends on this. */
    public enum Kind {
        /** Nothing answers there, or not in time. */
        UNREACHABLE,
        /** A login is missing, wrong or not enough. */
        UNAUTHORISED,
        /** There is no such repository, tag or digest. */
        ABSENT,
        /** The registry does not allow deletion, or not this operation at all. */
        UNSUPPORTED,
        /** Any other refusal, with the registry's own words. */
        REFUSED
    }

    private final Kind kind;

    public RegistryFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    RegistryFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
