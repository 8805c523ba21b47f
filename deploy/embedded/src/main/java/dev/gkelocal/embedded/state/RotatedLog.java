package dev.gkelocal.embedded.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A log file that its process writes directly, opened for appending, so that it needs nobody to write. It is bounded
 * by moving its content to {@code NAME.1} and cutting it to nothing; older ones become {@code .2} and so on.
 *
 * @param maxBytes size from which on it is rotated
 * @param files how many old ones are kept
 */
public record RotatedLog(Path file, long maxBytes, int files) {
    private static final int TAIL_BYTES = 16_384;

    public boolean isDue() throws IOException {
        return Files.exists(file) && Files.size(file) >= maxBytes;
    }

    /** What is written between the end of the copy and the cut, microseconds, is lost. */
    public void rotate() throws IOException {
        Files.deleteIfExists(old(files));
        for (var number = files - 1; number >= 1; number--) {
            if (Files.exists(old(number))) {
                Files.move(old(number), old(number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (var log = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (files > 0) {
                copy(log, old(1));
            }
            log.truncate(0);
        }
    }

    private static void copy(FileChannel log, Path target) throws IOException {
        try (var copy = FileChannel.open(
                target, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var position = 0L;
            while (position < log.size()) {
                position += log.transferTo(position, log.size() - position, copy);
            }
        }
    }

    private Path old(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    /** The last lines, for an error that points here; empty when there are none. */
    public static List<String> tail(Path file, int lines) {
        try (var log = FileChannel.open(file, StandardOpenOption.READ)) {
            var bytes = ByteBuffer.allocate(TAIL_BYTES);
            log.read(bytes, Math.max(0, log.size() - TAIL_BYTES));
            var all = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException _) {
            return List.of();
        }
    }
}
