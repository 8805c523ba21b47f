package dev.gkelocal.images.containers;

import dev.gkelocal.images.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SHA-256 of files, remembered from run to run: a file of the same size and time stamp at the same place is the same. Fit for
 * builds, which never change a file that is there; a second {@code up} then reads no library at all.
 */
final class Contents {
    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);
    private static final int FIELDS = 4;

    private final Path file;
    private final Map<Path, Known> known = new HashMap<>();
    private boolean changed;

    private record Known(long size, String time, String digest) {}

    /** @param file that remembers; made when it is not there, and forgotten when it is broken */
    Contents(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(this::recall);
            }
        } catch (IOException e) {
            LOG.debug("nothing remembered of files' contents cause={}", e.toString());
        }
    }

    private void recall(String line) {
        var fields = line.split("\t", FIELDS);
        if (fields.length == FIELDS && fields[1].matches("[0-9]{1,18}")) {
            known.put(Path.of(fields[3]), new Known(Long.parseLong(fields[1]), fields[2], fields[0]));
        }
    }

    /** Hex digits. */
    String of(Path path) throws IOException {
        var size = Files.size(path);
        var time = Files.getLastModifiedTime(path).toString();
        var before = known.get(path);
        if (before != null && before.size() == size && before.time().equals(time)) {
            return before.digest();
        }
        var digest = Folders.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        var found = new Known(size, time, HexFormat.of().formatHex(digest.digest()));
        known.put(path, found);
        changed = true;
        return found.digest();
    }

    /** Keeps what is known of files that are still there. */
    void save() {
        if (!changed) {
            return;
        }
        var text = new StringBuilder();
        known.forEach((path, it) -> {
            if (Files.exists(path)) {
                text.append(it.digest() + '\t' + it.size() + '\t' + it.time() + '\t' + path + '\n');
            }
        });
        var part = file.resolveSibling(file.getFileName() + "-" + UUID.randomUUID());
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.write(part, text.toString().getBytes(StandardCharsets.UTF_8));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            changed = false;
        } catch (IOException e) {
            LOG.debug("files' contents are not remembered cause={}", e.toString());
        }
    }
}
