package dev.gkelocal.e2e.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The build under test: the parts that the modules of this Maven run made, put together as the launcher does it, once; or one
 * that was put together before: {@code -Dgkelocal.e2e.dist=FOLDER}.
 */
final class Distribution {
    private static final String ASSEMBLE = """
            set -eu
            root=$0
            . "$root/cli/launcher/build.sh"
            rm -rf "$1.new" "$1"
            copy_parts "$1.new"
            mv "$1.new" "$1"
            """;
    private static final String GIVEN = "gkelocal.e2e.dist";
    private static final Distribution ONLY = make();

    private final Path root;
    private final Path folder;

    private Distribution(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    static Distribution get() {
        return ONLY;
    }

    Path launcher() {
        return root.resolve("gke-local");
    }

    /** The repository. */
    Path root() {
        return root;
    }

    Path folder() {
        return folder;
    }

    private static Distribution make() {
        var root = repository();
        var given = System.getProperty(GIVEN, "");
        if (!given.isEmpty()) {
            return new Distribution(root, Path.of(given));
        }
        var folder = root.resolve("e2e/target/dist");
        try {
            Files.createDirectories(folder.getParent());
            var process = new ProcessBuilder(List.of("sh", "-c", ASSEMBLE, root.toString(), folder.toString()))
                    .redirectErrorStream(true)
                    .start();
            var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "the distribution cannot be put together; build it with `./mvnw -pl e2e -am verify`: " + words);
            }
            return new Distribution(root, folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }

    private static Path repository() {
        var start = Path.of("").toAbsolutePath();
        for (var folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("gke-local"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder above " + start + " is the repository");
    }
}
