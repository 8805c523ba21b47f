package dev.gkelocal.autopilot.core.warden;

/**
 * A request as an authorizer sees it.
 *
 * @param namespace empty for cluster-scoped resources
 * @param name of the object; empty for lists and creations
 */
public record Attributes(
        Requester requester,
        String verb,
        String apiGroup,
        String resource,
        String subresource,
        String namespace,
        String name) {
    /** {@code pods/exec}, or {@code pods} without a subresource. */
    String fullResource() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }
}
