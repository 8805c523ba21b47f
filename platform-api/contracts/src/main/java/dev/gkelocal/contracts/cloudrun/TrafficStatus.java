package dev.gkelocal.contracts.cloudrun;

import org.jspecify.annotations.Nullable;

/**
 * A traffic target as it takes effect.
 *
 * @param revision short name of the revision that serves it
 * @param latest whether it follows the latest ready revision
 * @param uri address of the tag; absent without one
 */
public record TrafficStatus(
        String revision,
        boolean latest,
        int percent,
        @Nullable String tag,
        @Nullable String uri) {}
