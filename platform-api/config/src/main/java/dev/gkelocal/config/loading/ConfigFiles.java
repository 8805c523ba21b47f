package dev.gkelocal.config.loading;

import dev.gkelocal.config.keys.Keys;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration files of a project on disk. */
public final class ConfigFiles {
    public static final String FILE_NAME = "gke-local.yaml";

    private static final String OVERLAY_PREFIX = "gke-local.";
    private static final String SUFFIX = ".yaml";

    private final Path file;
    private final Path workingDirectory;

    /**
     * @param file the project's {@code gke-local.yaml}
     * @param workingDirectory to which errors name files relatively
     */
    public ConfigFiles(Path file, Path workingDirectory) {
        this.file = file.toAbsolutePath().normalize();
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /** The nearest {@code gke-local.yaml}, in a folder or above it. */
    public static Optional<Path> find(Path start) {
        for (var folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            var file = folder.resolve(FILE_NAME);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** The folder of the project. */
    public Path project() {
        var folder = file.getParent();
        return folder == null ? file : folder;
    }

    /** @param flags values by the path of their key */
    public ConfigResult load(Map<String, String> variables, Map<String, String> flags) {
        var base = read(file);
        if (base instanceof SourceFile.Absent(var name)) {
            return new ConfigResult.Invalid(
                    List.of(new Problem(name, "", "there is no such file; `gke-local init` makes one")));
        }
        var input = new ConfigInput(
                base,
                environment -> read(file.resolveSibling(OVERLAY_PREFIX + environment + SUFFIX)),
                homeMadeAbsolute(variables),
                flags);
        var result = ConfigLoader.load(input);
        return result instanceof ConfigResult.Loaded loaded ? withMissingFolders(loaded) : result;
    }

    /** Environments that have an overlay, sorted: {@code validate} tries each. */
    public List<String> environments() throws IOException {
        try (var files = Files.list(project())) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(OVERLAY_PREFIX) && name.endsWith(SUFFIX))
                    .filter(name -> name.length() > FILE_NAME.length())
                    .map(name -> name.substring(OVERLAY_PREFIX.length(), name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    /** A relative {@code GKE_LOCAL_HOME} is the caller's, not the project's. */
    private Map<String, String> homeMadeAbsolute(Map<String, String> variables) {
        var home = variables.get(Keys.HOME_VARIABLE);
        if (home == null || home.isBlank()) {
            return variables;
        }
        var absolute = new HashMap<>(variables);
        absolute.put(
                Keys.HOME_VARIABLE, workingDirectory.resolve(home).normalize().toString());
        return absolute;
    }

    private ConfigResult.Loaded withMissingFolders(ConfigResult.Loaded loaded) {
        var origin = loaded.origins().of(Keys.WATCH_PATHS);
        if (origin instanceof Origin.Default) {
            return loaded;
        }
        var warnings = new ArrayList<>(loaded.warnings());
        for (var path : loaded.config().watchPaths()) {
            if (!Files.isDirectory(project().resolve(path))) {
                warnings.add(new Problem(
                        origin.where(),
                        Keys.WATCH_PATHS,
                        path + " is not a folder; make it, or remove it from the list"));
            }
        }
        return new ConfigResult.Loaded(loaded.config(), loaded.origins(), warnings);
    }

    private SourceFile read(Path path) {
        var name = workingDirectory.relativize(path).toString();
        try {
            if (Files.isDirectory(path)) {
                return new SourceFile.Unreadable(name, "it is not a file");
            }
            if (Files.size(path) > 4L * YamlText.MOST_CHARACTERS) {
                return new SourceFile.Unreadable(
                        name, "it is larger than " + 4 * YamlText.MOST_CHARACTERS + " bytes; is it the right file?");
            }
            return new SourceFile.Read(name, Files.readString(path));
        } catch (NoSuchFileException _) {
            return new SourceFile.Absent(name);
        } catch (CharacterCodingException _) {
            return new SourceFile.Unreadable(name, "it is not UTF-8; save it as UTF-8");
        } catch (IOException problem) {
            return new SourceFile.Unreadable(name, problem.toString());
        }
    }
}
