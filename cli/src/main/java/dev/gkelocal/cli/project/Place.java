package dev.gkelocal.cli.project;

import dev.gkelocal.config.loading.ConfigFiles;
import dev.gkelocal.config.loading.ConfigInput;
import dev.gkelocal.config.loading.ConfigLoader;
import dev.gkelocal.config.loading.ConfigResult;
import dev.gkelocal.config.loading.SourceFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a project is: the folder named with {@code --config-dir}, else the nearest one upwards with a {@code gke-local.yaml}, else
 * the repository of GKE Local when the current folder is in it, else the current folder.
 */
public record Place(Path folder, Optional<Path> file) {
    public static Place of(Session session, ProjectOptions options) {
        if (options.configDir != null) {
            var folder =
                    session.folder().resolve(options.configDir).toAbsolutePath().normalize();
            return new Place(folder, Optional.of(folder.resolve(ConfigFiles.FILE_NAME)));
        }
        var file = ConfigFiles.find(session.folder());
        var current = session.folder().toAbsolutePath().normalize();
        return file.map(it -> new Place(it.resolveSibling("").normalize(), file))
                .orElseGet(() -> new Place(
                        session.repository().filter(current::startsWith).orElse(current), Optional.empty()));
    }

    public ConfigResult load(Session session, ProjectOptions options) {
        return load(session, options.flags());
    }

    /** @param flags values by configuration key */
    public ConfigResult load(Session session, Map<String, String> flags) {
        return files(session)
                .map(it -> it.load(session.environment(), flags))
                .orElseGet(() -> ConfigLoader.load(new ConfigInput(
                        new SourceFile.Absent(ConfigFiles.FILE_NAME),
                        SourceFile.Absent::new,
                        session.environment(),
                        flags)));
    }

    public Optional<ConfigFiles> files(Session session) {
        return file.map(it -> new ConfigFiles(it, session.folder()));
    }
}
