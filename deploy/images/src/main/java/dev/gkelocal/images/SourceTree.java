package dev.gkelocal.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of a source that go into an image, in the order of their names. */
final class SourceTree {
    private static final Set<String> NEVER = Set.of(".git", ".gke-local", "__pycache__", ".venv", ".idea", ".DS_Store");
    /** A folder beyond these was most likely not meant. */
    private static final int MOST_FILES = 50_000;

    private static final long MOST_BYTES = 2L << 30;
    private static final int BUFFER = 1 << 16;

    private final Path root;
    /** Path below the root, with slashes, to the file. */
    private final Map<String, Path> files;

    private SourceTree(Path root, Map<String, Path> files) {
        this.root = root;
        this.files = Collections.unmodifiableMap(files);
    }

    static SourceTree read(Path source, Set<String> leftOut) throws IOException, SourceRejected {
        if (Files.isRegularFile(source) && source.toString().endsWith(".jar")) {
            var name = source.getFileName().toString();
            return new SourceTree(source.resolveSibling(""), new TreeMap<>(Map.of(name, source)));
        }
        if (!Files.isDirectory(source)) {
            throw new SourceRejected("source '" + source + "' is not a folder");
        }
        var collector = new Collector(source, leftOut);
        Files.walkFileTree(source, collector);
        if (collector.rejection != null) {
            throw collector.rejection;
        }
        return new SourceTree(source, collector.found);
    }

    Path root() {
        return root;
    }

    Set<String> names() {
        return files.keySet();
    }

    boolean has(String name) {
        return files.containsKey(name);
    }

    String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    /** @throws IllegalArgumentException when there is none of that name */
    Path file(String name) {
        var file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("no file '" + name + "' in '" + root + "'");
        }
        return file;
    }

    /** Adds names, modes and contents to the digest. */
    void digestInto(MessageDigest digest) throws IOException {
        for (var entry : files.entrySet()) {
            digestHead(digest, entry.getKey(), entry.getValue());
            try (var in = Files.newInputStream(entry.getValue())) {
                transfer(in, OutputStream.nullOutputStream(), digest);
            }
        }
    }

    /** Copies every file below the target; the digest gets what was really copied. */
    void copyTo(Path target, MessageDigest digest) throws IOException {
        Files.createDirectories(target);
        for (var entry : files.entrySet()) {
            var copy = target.resolve(entry.getKey());
            Files.createDirectories(copy.getParent());
            digestHead(digest, entry.getKey(), entry.getValue());
            try (var in = Files.newInputStream(entry.getValue());
                    var out = Files.newOutputStream(copy)) {
                transfer(in, out, digest);
            }
            if (Files.isExecutable(entry.getValue()) && !copy.toFile().setExecutable(true)) {
                throw new IOException("cannot make '" + copy + "' executable");
            }
        }
    }

    private static void digestHead(MessageDigest digest, String name, Path file) throws IOException {
        var mode = Files.isExecutable(file) ? "x" : "-";
        digest.update((name + '\0' + mode + '\0' + Files.size(file) + '\0').getBytes(StandardCharsets.UTF_8));
    }

    private static void transfer(InputStream in, OutputStream out, MessageDigest digest) throws IOException {
        var buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
            out.write(buffer, 0, n);
        }
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Set<String> leftOut;
        private final Map<String, Path> found = new TreeMap<>();
        private long bytes;

        private @Nullable SourceRejected rejection;

        Collector(Path root, Set<String> leftOut) {
            this.root = root;
            this.leftOut = leftOut;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return dir.equals(root) || !isLeftOut(dir) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isLeftOut(file) || attributes.isOther()) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink() && !staysInside(file)) {
                return reject(
                        "'" + root.relativize(file) + "' is a link to something outside of the source folder or to a"
                                + " folder: copy it in, or leave it out");
            }
            bytes += attributes.isSymbolicLink() ? Files.size(file) : attributes.size();
            found.put(root.relativize(file).toString().replace('\\', '/'), file);
            return found.size() > MOST_FILES || bytes > MOST_BYTES
                    ? reject("source '" + root + "' holds more than " + MOST_FILES + " files or " + (MOST_BYTES >> 30)
                            + " GiB: is it the right folder?")
                    : FileVisitResult.CONTINUE;
        }

        private boolean staysInside(Path link) throws IOException {
            return Files.isRegularFile(link) && link.toRealPath().startsWith(root.toRealPath());
        }

        private boolean isLeftOut(Path path) {
            var name = path.getFileName().toString();
            return NEVER.contains(name) || leftOut.contains(name) && root.equals(path.getParent());
        }

        private FileVisitResult reject(String message) {
            rejection = new SourceRejected(message);
            return FileVisitResult.TERMINATE;
        }
    }
}
