package dev.gkelocal.embedded.launch;

import dev.gkelocal.embedded.process.NotedPid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Work that must not be felt: at the lowest priority where {@code nice} is, and with its pid noted. */
public final class Background {
    private static final Path NICE = Path.of("/usr/bin/nice");

    private Background() {}

    public static List<String> command(Path note, List<String> command) {
        var all = new ArrayList<>(NotedPid.prefix(note));
        if (Files.isExecutable(NICE)) {
            all.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        all.addAll(command);
        return all;
    }
}
