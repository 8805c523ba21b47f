package dev.gkelocal.images.containers;

import dev.gkelocal.images.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of things that can be made again, which would grow for ever. */
final class CacheFolder {
    private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);
    /** What is younger may be in use by another build. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private CacheFolder() {}

    private record Entry(Path path, long size, Instant made) {}

    /** Deletes the oldest entries until the rest takes no more than so many bytes. */
    static void trim(Path folder, long most, Instant now) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            var entries = new ArrayList<Entry>();
            try (var children = Files.newDirectoryStream(folder)) {
                for (var child : children) {
                    entries.add(new Entry(
                            child, size(child), Files.getLastModifiedTime(child).toInstant()));
                }
            }
            entries.sort(Comparator.comparing(Entry::made));
            long all = entries.stream().mapToLong(Entry::size).sum();
            for (var entry : entries) {
                if (all <= most || entry.made().isAfter(now.minus(YOUNG))) {
                    return;
                }
                Folders.delete(entry.path());
                all -= entry.size();
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("did not make room in {} cause={}", folder, e.toString());
        }
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.mapToLong(it -> it.toFile().length()).sum();
        }
    }
}
