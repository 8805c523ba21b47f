package dev.gkelocal.cloudrun.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * One file that a program appends to. Read line by line as it grows; when it is too long its content is moved to
 * {@code FILE.1} and the file is emptied under the program, which goes on at its beginning.
 */
final class OutputFile {
    /** Cloud Logging's limit for one entry; longer lines are parted. */
    private static final int LONGEST_LINE = 256 << 10;

    private static final int BUFFER = 64 << 10;

    private final Path path;
    private final long mostBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;

    /** @param position from which on it is read */
    OutputFile(Path path, long mostBytes, long position) {
        this.path = path;
        this.mostBytes = mostBytes;
        this.position = position;
    }

    /** Reads what is new. Lines that are not finished wait for their end. */
    void read(Consumer<String> lines) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() < position) {
                position = 0;
            }
            var buffer = ByteBuffer.allocate(BUFFER);
            // A flood is read in portions, so that other files get their turn.
            for (int i = 0; i < 64 && channel.size() > position; i++) {
                buffer.clear();
                int count = channel.read(buffer, position);
                if (count <= 0) {
                    break;
                }
                position += count;
                take(buffer.array(), count, lines);
            }
        } catch (NoSuchFileException _) {
            return;
        }
        if (position > mostBytes) {
            rotate();
        }
    }

    /** The program has ended: what it left without an end of line is a line too. */
    void finish(Consumer<String> lines) throws IOException {
        read(lines);
        if (line.size() > 0) {
            emit(lines);
        }
    }

    private void take(byte[] bytes, int count, Consumer<String> lines) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, from, i - from);
                emit(lines);
                from = i + 1;
            }
        }
        line.write(bytes, from, count - from);
        if (line.size() >= LONGEST_LINE) {
            emit(lines);
        }
    }

    private void emit(Consumer<String> lines) {
        var text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        if (!text.isEmpty()) {
            lines.accept(text);
        }
    }

    private void rotate() throws IOException {
        Files.copy(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        position = 0;
    }
}
