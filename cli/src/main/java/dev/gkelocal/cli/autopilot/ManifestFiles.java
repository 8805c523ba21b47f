package dev.gkelocal.cli.autopilot;

import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Manifests;
import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads manifests as {@code kubectl apply -f} does: files, folders with all below them, and {@code -} for standard input. */
final class ManifestFiles {
    static final String STANDARD_INPUT = "-";

    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private final Session session;

    ManifestFiles(Session session) {
        this.session = session;
    }

    /** All documents in the order of the arguments, files of a folder by name. */
    List<Document> read(List<String> sources) {
        var documents = new ArrayList<Document>();
        for (var source : sources) {
            if (source.equals(STANDARD_INPUT)) {
                documents.addAll(Manifests.read("stdin", standardInput()));
            } else {
                files(source).forEach(file -> documents.addAll(read(file)));
            }
        }
        return documents;
    }

    private List<Path> files(String source) {
        var given = Path.of(source);
        var path = session.folder().resolve(given);
        if (Files.isRegularFile(path)) {
            return List.of(given);
        }
        if (!Files.isDirectory(path)) {
            throw new CommandFailed(ExitCode.NOT_FOUND, source + ": no such file or folder");
        }
        try (var below = Files.walk(path)) {
            var found = below.filter(Files::isRegularFile)
                    .filter(ManifestFiles::isManifest)
                    .sorted()
                    .map(it -> given.resolve(path.relativize(it)))
                    .toList();
            if (found.isEmpty()) {
                throw new CommandFailed(
                        ExitCode.NOT_FOUND, source + ": no " + String.join(", ", ENDINGS) + " file in this folder");
            }
            return found;
        } catch (IOException unreadable) {
            throw new CommandFailed(ExitCode.FAILED, "cannot list " + source + ": " + unreadable, unreadable);
        }
    }

    private static boolean isManifest(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    private List<Document> read(Path file) {
        try {
            return Manifests.read(
                    file.toString(), Files.readString(session.folder().resolve(file)));
        } catch (MalformedInputException notText) {
            return List.of(new Document.Unreadable(new Position(file.toString(), 1, 1), "is not UTF-8 text"));
        } catch (IOException unreadable) {
            return List.of(new Document.Unreadable(
                    new Position(file.toString(), 0, 0), "cannot be read: " + unreadable.getMessage()));
        }
    }

    private String standardInput() {
        try {
            var text = new StringWriter();
            session.terminal().in().transferTo(text);
            return text.toString();
        } catch (IOException unreadable) {
            throw new CommandFailed(ExitCode.FAILED, "cannot read standard input: " + unreadable, unreadable);
        }
    }
}
