package dev.gkelocal.embedded.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that a reader sees either as they were or as they are now, also when the writer is killed or the disk is full. */
public final class AtomicFile {
    private AtomicFile() {}

    /** @throws IOException and leaves the old content, when the new one cannot be written */
    public static void write(Path file, String content) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.write(next, content.getBytes(StandardCharsets.UTF_8));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            Files.deleteIfExists(next);
            throw failure;
        }
    }
}
