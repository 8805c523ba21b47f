package dev.gkelocal.platform.status;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Disk use of the state folder, measured at most every half minute, for a walk over many small files is not free. */
final class DiskUse {
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Path stateDir;
    private Instant measuredAt = Instant.MIN;
    private Map<String, Long> bytes = Map.of();

    DiskUse(Path stateDir) {
        this.stateDir = stateDir;
    }

    /** Bytes by folder in the state folder. */
    synchronized Map<String, Long> bytesByFolder(Instant now) {
        if (measuredAt.isBefore(now.minus(FRESH))) {
            measuredAt = now;
            bytes = measure();
        }
        return bytes;
    }

    private Map<String, Long> measure() {
        var sizes = new TreeMap<String, Long>();
        try {
            Files.walkFileTree(stateDir, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        var within = stateDir.relativize(file);
                        var folder =
                                within.getNameCount() > 1 ? within.getName(0).toString() : ".";
                        sizes.merge(folder, attributes.size(), Long::sum);
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** Files come and go while the walk is on. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException _) {
            return Map.of();
        }
        return Collections.unmodifiableMap(sizes);
    }
}
