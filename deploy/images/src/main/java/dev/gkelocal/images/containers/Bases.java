package dev.gkelocal.images.containers;

/**
 * Names of the images on which users' programs are put.
 *
 * @param java with {@code java} on its path
 * @param python an official one, or one that says its version in {@code PYTHON_VERSION} as those do
 * @param node likewise, in {@code NODE_VERSION}
 * @param other with {@code /bin/sh}, for everything else
 */
public record Bases(String java, String python, String node, String other) {

    String of(BaseKind kind) {
        return switch (kind) {
            case JAVA -> java;
            case PYTHON -> python;
            case NODE -> node;
            case OTHER -> other;
        };
    }
}
