package dev.gkelocal.embedded.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held by the one supervisor of a state folder for as long as it lives; the system frees it at its death, however it dies. */
public final class SupervisorLock {
    /** Never closed: closing any channel of the file would free the lock (POSIX). */
    private final FileChannel channel;

    private SupervisorLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty when another process holds it. */
    public static Optional<SupervisorLock> take(StateFolder folder) throws IOException {
        var channel = FileChannel.open(
                folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            return Optional.empty();
        }
        var pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid));
        return Optional.of(new SupervisorLock(channel));
    }

    public boolean isHeld() {
        return channel.isOpen();
    }

    /** The pid that the last holder wrote; only meaningful while the lock is held. */
    public static String holder(StateFolder folder) {
        try {
            return Files.readString(folder.lock()).strip();
        } catch (IOException _) {
            return "unknown";
        }
    }
}
