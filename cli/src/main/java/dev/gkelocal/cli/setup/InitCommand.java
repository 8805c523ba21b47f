package dev.gkelocal.cli.setup;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.config.loading.ConfigFiles;
import dev.gkelocal.config.reference.ProjectTemplate;
import dev.gkelocal.config.reference.SchemaFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gke-local init}. */
@Command(
        name = "init",
        description = "Make a project: gke-local.yaml with every key explained, and a small service that runs at once.",
        footer = {
            "",
            "Nothing that exists is changed.",
            "",
            "Examples:",
            "  gke-local init",
            "  gke-local init shop --name shop"
        })
public final class InitCommand implements Callable<Integer> {
    private static final String SERVICE = "services/hello/Hello.java";

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Folder of the project, made if absent; else the current one.")
    private Path folder = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the project; else that of its folder.")
    private @Nullable String name;

    private final Session session;

    public InitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var target = session.folder().resolve(folder).toAbsolutePath().normalize();
        var files = files(name == null ? nameOf(target) : name);
        for (var path : files.keySet()) {
            if (Files.exists(target.resolve(path))) {
                throw new CommandFailed(
                        ExitCode.PRECONDITION, target.resolve(path) + " exists already; nothing was written");
            }
        }
        files.forEach((path, text) -> write(target.resolve(path), text));
        session.terminal().say("Made in " + target + ": " + String.join(", ", files.keySet()));
        session.terminal()
                .say("Next:\n%s  gke-local up\n  gke-local run deploy hello --source services/hello"
                        .formatted(target.equals(session.folder()) ? "" : "  cd " + target + "\n"));
        return 0;
    }

    private static Map<String, String> files(String name) {
        var files = new LinkedHashMap<String, String>();
        files.put(ConfigFiles.FILE_NAME, ProjectTemplate.text(name, SchemaFile.NAME));
        files.put(SchemaFile.NAME, SchemaFile.text());
        files.put(SERVICE, resource("Hello.java"));
        return files;
    }

    /** The folder's name as a project name may be written: letters, digits, hyphens, underscores. */
    private static String nameOf(Path folder) {
        var last = folder.getFileName();
        var clean = (last == null ? "" : last.toString().toLowerCase(Locale.ROOT))
                .replaceAll("[^a-z0-9_-]+", "-")
                .replaceAll("^[-_]+|[-_]+$", "");
        return clean.isEmpty() ? "project" : clean;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new CommandFailed(ExitCode.FAILED, "cannot write " + file + ": " + failure, failure);
        }
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(InitCommand.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException("the jar cannot be read", failure);
        }
    }
}
