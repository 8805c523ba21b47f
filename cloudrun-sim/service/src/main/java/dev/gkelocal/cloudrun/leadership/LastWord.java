package dev.gkelocal.cloudrun.leadership;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the kubelet tells of a container once it has ended, however it did: who it was. Each container has a file of its own for
 * that, so no other life of the program can have left the word.
 */
final class LastWord {
    private static final Logger LOG = LoggerFactory.getLogger(LastWord.class);
    /** Where a container leaves it unless its Pod says otherwise. */
    static final Path FILE = Path.of("/dev/termination-log");

    private LastWord() {}

    /** Without it, others wait until the lease runs out. */
    static void leave(Path file, String holder) {
        try {
            Files.writeString(file, holder);
        } catch (IOException e) {
            LOG.warn("the end of this program cannot be told by its container file={} cause={}", file, e.toString());
        }
    }

    static boolean isOf(String holder, @Nullable ContainerStateTerminated ended) {
        return ended != null
                && ended.getMessage() != null
                && ended.getMessage().strip().equals(holder);
    }
}
