package dev.gkelocal.cli.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A repository that holds the launcher, a Maven wrapper that makes empty parts, and JDKs whose java says what it was given. */
final class Checkout {
    private static final List<String> SCRIPTS =
            List.of("gke-local", "cli/launcher/jdk.sh", "cli/launcher/build.sh", "cli/launcher/test.sh");

    private static final String MAVEN = """
            #!/bin/sh
            echo "$@" >>"$0.calls"
            [ -z "${FAKE_MAVEN_FAILS:-}" ] || { echo '[ERROR] the compiler is unhappy'; exit 1; }
            [ -z "${FAKE_MAVEN_SLEEPS:-}" ] || sleep "$FAKE_MAVEN_SLEEPS"
            for part in deploy/broker/target/broker/lib deploy/embedded/target/embedded/lib deploy/kind/target/kind/lib cli/target/cli/lib \\
              cloudrun-sim/service/target/quarkus-app autopilot-sim/service/target/quarkus-app platform-api/server/target/quarkus-app; do
              mkdir -p "$part"
              echo made >"$part/a.jar"
            done
            """;

    final Path root;
    final Path jvms;
    private final Map<String, String> environment = new TreeMap<>();

    record Outcome(int code, String out, String err) {}

    Checkout(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("repo"));
        jvms = Files.createDirectories(folder.resolve("jvms"));
        for (var script : SCRIPTS) {
            var copy = root.resolve(script);
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(Path.of("..").resolve(script), copy);
        }
        executable(root.resolve("gke-local"));
        script(root.resolve("mvnw"), MAVEN);
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("GKE_LOCAL_JVM_FOLDERS", jvms.toString());
    }

    Checkout with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A JDK whose java prints its own home and the words after the main class. */
    Path jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), """
                #!/bin/sh
                while [ "${1-}" != dev.gkelocal.cli.Main ]; do
                  [ "$1" = -cp ] && echo "class path $2"
                  shift
                done
                shift
                echo "java of %s got $*"
                """.formatted(home));
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    void head(String commit) throws IOException {
        Files.createDirectories(root.resolve(".git/refs/heads"));
        Files.writeString(root.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(root.resolve(".git/refs/heads/main"), commit + "\n");
    }

    List<String> mavenCalls() throws IOException {
        var calls = root.resolve("mvnw.calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    List<String> builds() throws IOException {
        try (var files = Files.list(root.resolve("target/dist"))) {
            return files.filter(Files::isDirectory)
                    .map(it -> it.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    Outcome launch(String... words) throws IOException, InterruptedException {
        return run(root, "./gke-local", words);
    }

    Outcome run(Path folder, String program, String... words) throws IOException, InterruptedException {
        var process = start(folder, program, words);
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher hangs; it said " + out + err);
        }
        return new Outcome(process.exitValue(), out, err);
    }

    Process start(Path folder, String program, String... words) throws IOException {
        var command = new ArrayList<>(List.of(program));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
