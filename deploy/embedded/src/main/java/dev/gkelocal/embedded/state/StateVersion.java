package dev.gkelocal.embedded.state;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The format of the state folder. An older format that this build reads is taken over; any other is refused. */
public final class StateVersion {
    /** What this build writes. A build that can no longer read an older one raises {@link #OLDEST_READABLE}. */
    static final int CURRENT = 1;

    static final int OLDEST_READABLE = 1;

    private StateVersion() {}

    /** @return why the state cannot be used and what to do, or empty after the folder was marked with this version */
    public static Optional<String> claim(StateFolder folder) throws IOException {
        var file = folder.version();
        if (Files.exists(file)) {
            var text = Files.readString(file).strip();
            if (!isReadable(text)) {
                return Optional.of("the state in " + folder.root() + " has format '" + text + "'; this build reads "
                        + OLDEST_READABLE + " to " + CURRENT
                        + ". Use the build that wrote it, or wipe it with 'gke-local reset'");
            }
        }
        AtomicFile.write(file, CURRENT + "\n");
        return Optional.empty();
    }

    private static boolean isReadable(String text) {
        try {
            var version = Integer.parseInt(text);
            return version >= OLDEST_READABLE && version <= CURRENT;
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
