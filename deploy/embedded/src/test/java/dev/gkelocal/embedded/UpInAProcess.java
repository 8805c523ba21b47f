package dev.gkelocal.embedded;

import dev.gkelocal.embedded.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** {@code up} in a JVM of its own, as the command line runs it. Arguments: distribution, state folder, settings file. */
final class UpInAProcess {
    private UpInAProcess() {}

    public static void main(String[] arguments) throws IOException {
        var settings = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(arguments[2]))) {
            settings.load(reader);
        }
        new Platform(new StateFolder(Path.of(arguments[1])))
                .up(UpRequest.of(Path.of(arguments[0]), settings, false), _ -> {});
    }
}
