package dev.gkelocal.observability;

import org.jspecify.annotations.Nullable;

/**
 * The format of a scrape. Only OpenMetrics has exemplars, the link from a latency to its trace. Prometheus asks for it
 * first, but also says that it could read {@code text/plain}; Quarkus takes that for a wish.
 */
public final class OpenMetrics {
    private static final String MEDIA_TYPE = "application/openmetrics-text";
    private static final String ANY = "*/*";

    private OpenMetrics() {}

    /** The Accept header that Quarkus answers as the given one means. */
    public static @Nullable String accept(@Nullable String given) {
        return given != null && given.contains(MEDIA_TYPE) ? ANY : given;
    }
}
