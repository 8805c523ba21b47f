package dev.gkelocal.contracts.cloudrun;

import org.jspecify.annotations.Nullable;

/**
 * Instance limits of a whole service, divided among its revisions by traffic percent (cloudrun sheet 3.4).
 *
 * @param minInstanceCount 0 when unset
 * @param maxInstanceCount absent when unset: then only the revision's own maximum counts
 */
public record ServiceScaling(int minInstanceCount, @Nullable Integer maxInstanceCount) {
    public static final ServiceScaling UNSET = new ServiceScaling(0, null);
}
