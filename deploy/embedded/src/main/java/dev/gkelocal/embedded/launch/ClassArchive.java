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
import java.util.stream.Stream;

/**
 * A file from which a JVM maps its classes, loaded and linked, instead of reading jars (JEP 483). Its name holds a hash
 * of all that it depends on: JDK build, flags, and path, size and time of each jar.
 *
 * @param jar what {@code java -jar} starts
 * @param flags of the JVM
 */
public record ClassArchive(String program, Path file, Path jar, List<String> flags) {
    private static final String SUFFIX = ".aot";

    /** What the JVM says of archives is for those who develop one. */
    private static final List<String> SILENT = List.of("-Xlog:cds*=off", "-Xlog:aot*=off");

    /** A small program's own heap is too small for writing its archive. */
    private static final String HEAP_OF_ASSEMBLY = "-Xmx256m";

    /** Two, so that two checkouts which share a cache do not evict each other. */
    private static final int KEPT = 2;

    public ClassArchive {
        flags = List.copyOf(flags);
    }

    /** @param jar what is started; all jars in its folder and below count */
    public static ClassArchive of(String program, Path jar, List<String> flags, Path cache) throws IOException {
        var facts = new ArrayList<String>();
        facts.add(System.getProperty("java.vm.version") + " " + System.getProperty("java.home"));
        facts.addAll(flags);
        try (var files = Files.walk(jar.resolveSibling(""))) {
            for (var each :
                    files.filter(it -> it.toString().endsWith(".jar")).sorted().toList()) {
                facts.add(each + " " + Files.size(each) + " "
                        + Files.getLastModifiedTime(each).toMillis());
            }
        }
        var name = program + "-" + hash(String.join("\n", facts)) + SUFFIX;
        return new ClassArchive(program, cache.resolve(name), jar, flags);
    }

    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /**
     * Flags with which a JVM uses the archive, and says nothing if it cannot. Recorded profiles are left out: they make
     * the compilers work more during the start than they save (docs/performance.md).
     */
    public List<String> useFlags() {
        return with("-XX:AOTCache=" + file, "-XX:-AOTReplayTraining");
    }

    /** Flags with which a JVM notes at its exit, in a file, what an archive of it must hold. */
    public static List<String> recordFlags(Path configuration) {
        return with("-XX:AOTMode=record", "-XX:AOTConfiguration=" + configuration, "-XX:-AOTRecordTraining");
    }

    /**
     * The command that writes the archive from what was recorded. A process of its own, ours to end: the JVM that
     * recorded would else start one itself that nobody knows of.
     */
    public List<String> assembly(String java, Path configuration, Path target) {
        var command = new ArrayList<String>();
        command.add(java);
        command.addAll(flags);
        command.add(HEAP_OF_ASSEMBLY);
        command.addAll(with(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + configuration,
                "-XX:AOTCache=" + target,
                "-XX:-AOTRecordTraining"));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private static List<String> with(String... flags) {
        return Stream.concat(Stream.of(flags), SILENT.stream()).toList();
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
