package dev.gkelocal.embedded.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * System properties for a JVM as a file that {@code java @FILE} reads (java(1), argument files). Keeps what users
 * configure, secrets too, off the command line that everybody on the machine can list.
 */
public final class ArgumentFile {
    private ArgumentFile() {}

    public static String text(Map<String, String> properties) {
        SortedMap<String, String> sorted = new TreeMap<>(properties);
        var text = new StringBuilder();
        sorted.forEach((name, value) ->
                text.append("\"-D").append(escape(name + "=" + value)).append("\"\n"));
        return text.toString();
    }

    /** Written anew, readable by its owner only. */
    public static void write(Path file, Map<String, String> properties) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(file, text(properties).getBytes(StandardCharsets.UTF_8));
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
