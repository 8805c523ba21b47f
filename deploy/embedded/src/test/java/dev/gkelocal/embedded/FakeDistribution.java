package dev.gkelocal.embedded;

import dev.gkelocal.embedded.launch.Program;
import dev.gkelocal.embedded.supervision.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A distribution folder whose supervisor is the real one and whose programs are {@link FakeProgram}. */
final class FakeDistribution {
    private FakeDistribution() {}

    static Path in(Path folder) throws IOException {
        jar(folder.resolve("embedded/lib/embedded.jar"), Supervisor.class);
        for (var program : Program.values()) {
            jar(folder.resolve(program.jar()), FakeProgram.class);
        }
        return folder;
    }

    private static void jar(Path file, Class<?> main) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
        attributes.put(Attributes.Name.CLASS_PATH, classPath());
        Files.createDirectories(file.getParent());
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }
}
