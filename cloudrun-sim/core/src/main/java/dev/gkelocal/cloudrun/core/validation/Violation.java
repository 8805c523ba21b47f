package dev.gkelocal.cloudrun.core.validation;

/**
 * One thing wrong with a request.
 *
 * @param path field in the form of the v2 API, such as {@code template.containers[0].resources.limits.cpu}
 * @param message what is wrong, in the API's words where they are known
 */
public record Violation(String path, String message) {
    @Override
    public String toString() {
        return path + ": " + message;
    }
}
