package dev.gkelocal.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Installed Python and Node packages, one folder for each list of requirements. A folder counts once its mark is
 * there; what a crash left without one is made anew.
 */
final class PackageCache {
    private static final String COMPLETE = ".complete";

    private final Path root;

    PackageCache(Path root) {
        this.root = root;
    }

    record Installed(String key, Path folder) {}

    /** The real interpreter, not a version manager's shim, which would cost every start some 70 ms. */
    Path python() throws IOException, SourceRejected {
        var found = Tool.find("python3")
                .orElseThrow(
                        () -> new SourceRejected("this is a Python program, but there is no 'python3' on the PATH"));
        var outcome = Tool.run(Path.of("/"), List.of(found.toString(), "-c", "import sys; print(sys.executable)"));
        if (!outcome.succeeded()) {
            throw new SourceRejected("'" + found + "' does not run:\n" + outcome.tail());
        }
        return Path.of(outcome.output().strip());
    }

    synchronized Installed pythonPackages(Path interpreter, Path requirements) throws IOException, SourceRejected {
        var key = "python-" + hash(interpreter.toRealPath().toString(), Files.readString(requirements));
        var folder = root.resolve(key);
        if (!isComplete(folder)) {
            begin(folder);
            require(
                    Tool.run(root, List.of(interpreter.toString(), "-m", "venv", folder.toString())),
                    "python3 -m venv");
            require(
                    Tool.run(
                            requirements.resolveSibling(""),
                            List.of(
                                    folder.resolve("bin/python3").toString(),
                                    "-m",
                                    "pip",
                                    "install",
                                    "--disable-pip-version-check",
                                    "--quiet",
                                    "--requirement",
                                    requirements.toString())),
                    "pip install -r requirements.txt");
            complete(folder);
        }
        return new Installed(key, folder);
    }

    synchronized Installed nodePackages(Path content) throws IOException, SourceRejected {
        var npm = Tool.find("npm")
                .orElseThrow(() -> new SourceRejected(
                        "package-lock.json asks for packages to be installed, but there is no 'npm' on the PATH"));
        var lock = content.resolve("package-lock.json");
        if (!Files.exists(lock)) {
            lock = content.resolve("npm-shrinkwrap.json");
        }
        var manifest = content.resolve("package.json");
        var key = "node-" + hash(Files.readString(lock), Files.readString(manifest));
        var folder = root.resolve(key);
        if (!isComplete(folder)) {
            begin(folder);
            Files.createDirectories(folder.resolve("node_modules"));
            Files.copy(lock, folder.resolve(lock.getFileName()));
            Files.copy(manifest, folder.resolve("package.json"));
            require(Tool.run(folder, List.of(npm.toString(), "ci", "--omit=dev", "--no-audit", "--no-fund")), "npm ci");
            // npm removes the folder when there is nothing to put into it.
            Files.createDirectories(folder.resolve("node_modules"));
            complete(folder);
        }
        return new Installed(key, folder);
    }

    /** Deletes what no image uses. */
    synchronized void keepOnly(Set<String> keys) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (var folders = Files.newDirectoryStream(root)) {
            for (var folder : folders) {
                if (!keys.contains(folder.getFileName().toString())) {
                    Folders.delete(folder);
                }
            }
        }
    }

    private static boolean isComplete(Path folder) {
        return Files.exists(folder.resolve(COMPLETE));
    }

    private void begin(Path folder) throws IOException {
        Folders.delete(folder);
        Files.createDirectories(root);
    }

    private static void complete(Path folder) throws IOException {
        Files.writeString(folder.resolve(COMPLETE), "");
    }

    private static void require(Tool.Outcome outcome, String step) throws SourceRejected {
        if (!outcome.succeeded()) {
            throw new SourceRejected(step + " failed with status " + outcome.status() + ":\n" + outcome.tail());
        }
    }

    private static String hash(String... parts) {
        var digest = Folders.sha256();
        for (var part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 32);
    }
}
