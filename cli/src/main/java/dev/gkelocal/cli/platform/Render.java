package dev.gkelocal.cli.platform;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Terminal;
import dev.gkelocal.kind.install.Build;
import dev.gkelocal.kind.install.Refused;
import dev.gkelocal.kind.install.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What {@code platform render} does. A class of its own: what it needs is loaded for it alone. */
final class Render {
    private Render() {}

    /**
     * What is to be rendered.
     *
     * @param dir for files; else the standard output
     * @param namespace of a user's own; else the platform
     */
    record Wish(
            Path dist,
            Map<String, String> environment,
            Project project,
            @Nullable Path dir,
            @Nullable String namespace) {}

    static void run(Terminal terminal, Wish wish) {
        try {
            var build = new Build(wish.dist(), wish.environment());
            var rendering = new Rendering(build, wish.project().config(), words -> {});
            if (wish.namespace() != null) {
                terminal.print(rendering.namespace(wish.namespace()).stripTrailing());
            } else if (wish.dir() != null) {
                var folder = wish.project().resolve(wish.dir());
                var files = rendering.files();
                write(folder, files);
                terminal.say("%s %d files in %s".formatted(terminal.good("✓"), files.size(), folder));
            } else {
                terminal.print(rendering.stream().stripTrailing());
            }
        } catch (Refused refused) {
            throw ClusterUp.failed(refused);
        }
    }

    private static void write(Path folder, SortedMap<String, String> files) {
        for (var file : files.entrySet()) {
            var path = folder.resolve(file.getKey());
            try {
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.writeString(path, file.getValue());
            } catch (IOException failure) {
                throw new CommandFailed(ExitCode.FAILED, "cannot write " + path + ": " + failure, failure);
            }
        }
    }
}
