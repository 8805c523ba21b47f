package dev.gkelocal.kind.cluster;

import dev.gkelocal.kind.engine.Trouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/** Says to other processes what this one is doing to a cluster, for as long as it lives: a locked file with one word and a pid. */
final class WorkNote implements AutoCloseable {
    private final FileChannel channel;

    private WorkNote(FileChannel channel) {
        this.channel = channel;
    }

    /** Begins the work; trouble when another process is at work on the same cluster. */
    static WorkNote begin(Path folder, String cluster, ClusterState work) {
        var file = file(folder, cluster);
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                var words = Files.readString(file).strip().split(" ", 2);
                throw new Trouble(
                        Trouble.Kind.PRECONDITION,
                        "another gke-local (process %s) is %s cluster %s; wait for it"
                                .formatted(words[words.length - 1], words[0], cluster));
            }
            channel.truncate(0);
            var words = work.word() + " " + ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.US_ASCII)));
            return new WorkNote(channel);
        } catch (IOException failure) {
            throw new Trouble(Trouble.Kind.FAILED, "cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    /** What another process is doing to the cluster; empty when none is. */
    static Optional<ClusterState> seen(Path folder, String cluster) {
        var file = file(folder, cluster);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (lock(channel)) {
                return Optional.empty();
            }
            var word = Files.readString(file).strip().split(" ", 2)[0];
            return Optional.of(ClusterState.valueOf(word.toUpperCase(Locale.ROOT)));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static Path file(Path folder, String cluster) {
        return folder.resolve("cluster-" + cluster + ".lock");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // The lock ends with the process then.
        }
    }
}
