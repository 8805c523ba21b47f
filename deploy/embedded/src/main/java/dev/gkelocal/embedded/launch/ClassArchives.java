package dev.gkelocal.embedded.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The class archives of one distribution: which a process uses, which are still to be made.
 *
 * @param cache folder of the archives
 */
public record ClassArchives(Path dist, Path cache) {
    /** Beside the distribution, so that all projects share them and a removed build takes them along; else with the state. */
    public static ClassArchives of(Path dist, Path fallback) {
        var shared = dist.resolve("cache");
        try {
            Files.createDirectories(shared);
            return new ClassArchives(dist, Files.isWritable(shared) ? shared : fallback);
        } catch (IOException _) {
            return new ClassArchives(dist, fallback);
        }
    }

    public ClassArchive of(Program program) throws IOException {
        return of(program.title(), program.jar(), program.flags());
    }

    public ClassArchive ofSupervisor() throws IOException {
        return of(SupervisorCommand.TITLE, SupervisorCommand.JAR, SupervisorCommand.FLAGS);
    }

    /** Flags to start with: those that use the archive if there is one, else none. */
    public List<String> flags(Program program) {
        return useFlags(() -> of(program));
    }

    public List<String> supervisorFlags() {
        return useFlags(this::ofSupervisor);
    }

    private ClassArchive of(String title, String jar, List<String> flags) throws IOException {
        return ClassArchive.of(title, dist.resolve(jar), flags, cache);
    }

    private interface Lookup {
        ClassArchive find() throws IOException;
    }

    /** Without its archive a program only starts slower. */
    private static List<String> useFlags(Lookup lookup) {
        try {
            var archive = lookup.find();
            return archive.exists() ? archive.useFlags() : List.of();
        } catch (IOException _) {
            return List.of();
        }
    }
}
