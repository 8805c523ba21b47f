package dev.gkelocal.embedded.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A file from which a JVM maps its classes instead of loading them (embedded-runtime sheet, section 2). Its name
 * holds a hash of all that it depends on: JDK build, flags, and path, size and time of each jar.
 */
public record ClassArchive(String program, Path file) {
    private static final String SUFFIX = ".jsa";

    /** Two, so that two checkouts which share a cache do not evict each other. */
    private static final int KEPT = 2;

    /** @param jars folder with the jars of the program */
    public static ClassArchive of(String program, Path jars, List<String> flags, Path cache) throws IOException {
        var facts = new ArrayList<String>();
        facts.add(System.getProperty("java.vm.version") + " " + System.getProperty("java.home"));
        facts.addAll(flags);
        try (var files = Files.walk(jars)) {
            for (var jar :
                    files.filter(it -> it.toString().endsWith(".jar")).sorted().toList()) {
                facts.add(jar + " " + Files.size(jar) + " "
                        + Files.getLastModifiedTime(jar).toMillis());
            }
        }
        return new ClassArchive(program, cache.resolve(program + "-" + hash(String.join("\n", facts)) + SUFFIX));
    }

    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /** Flags with which a JVM uses the archive, and says nothing if it cannot. */
    public List<String> useFlags() {
        return List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds*=off", "-Xlog:aot*=off");
    }

    /** Flags with which a JVM writes the archive to a file at its exit. */
    public static List<String> makeFlags(Path target) {
        return List.of("-XX:ArchiveClassesAtExit=" + target, "-Xlog:cds*=off", "-Xlog:aot*=off");
    }

    /** Removes older archives of the same program; the newest few stay. */
    public void removeOthers() throws IOException {
        try (var all = Files.newDirectoryStream(file.getParent(), program + "-*" + SUFFIX)) {
            var archives = new ArrayList<Path>();
            all.forEach(archives::add);
            archives.sort(Comparator.comparing(ClassArchive::modified).reversed());
            for (var old : archives.subList(Math.min(KEPT, archives.size()), archives.size())) {
                if (!old.equals(file)) {
                    Files.deleteIfExists(old);
                }
            }
        }
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }

    public static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
