package dev.gkelocal.embedded.state;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Bytes that the platform holds on disk, by what they are. */
public record DiskUse(long topics, long logs, long images, long caches) {
    /** Of the state alone. */
    public static DiskUse of(StateFolder folder) {
        return new DiskUse(bytes(folder.topics()), bytes(folder.logs()), bytes(folder.images()), bytes(folder.cache()));
    }

    /** @param sharedCache class archives that lie beside the distribution, for all projects */
    public static DiskUse of(StateFolder folder, Path sharedCache) {
        return new DiskUse(
                bytes(folder.topics()),
                bytes(folder.logs()),
                bytes(folder.images()),
                bytes(folder.cache()) + bytes(sharedCache));
    }

    public long total() {
        return topics + logs + images + caches;
    }

    /** Files come and go while this walks; what vanished counts nothing. */
    private static long bytes(Path folder) {
        var sum = new long[1];
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum[0] += attributes.size();
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            return sum[0];
        }
        return sum[0];
    }
}
