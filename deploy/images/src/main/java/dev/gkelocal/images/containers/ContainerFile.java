package dev.gkelocal.images.containers;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in an image.
 *
 * @param target absolute, with slashes
 */
record ContainerFile(Path source, String target, boolean executable) {
    ContainerFile {
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException(
                    "the place of a file in an image must be absolute, got '" + target + "'");
        }
    }

    /** Executable if the source is. */
    static ContainerFile of(Path source, String target) {
        return new ContainerFile(source, target, Files.isExecutable(source));
    }
}
