package dev.gkelocal.cli.project;

import dev.gkelocal.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What one run of the command line was given by its surroundings.
 *
 * @param folder the current folder
 * @param repository where the launcher lies
 * @param dist the build that the launcher chose
 */
public record Session(
        Terminal terminal,
        Path folder,
        Map<String, String> environment,
        Optional<Path> repository,
        Optional<Path> dist) {
    public Session {
        environment = Map.copyOf(environment);
    }
}
