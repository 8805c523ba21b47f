package dev.gkelocal.cli.startup;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.embedded.process.ProcessIdentity;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the command line's start-up cache in a process of its own, in the background and at low priority, after the first command
 * of a build. No command waits for it.
 */
public final class Training {
    /** Commands after which nothing may be left running, or whose output a shell evaluates. */
    private static final Set<String> NEVER_AFTER =
            Set.of("down", "stop", "reset", "completion", "train", "build", "test");

    private static final String UNFINISHED = ".new";

    /** The JVM writes the file bit by bit; a command that starts meanwhile must not see half of it. */
    private static final String RENAME_WHEN_DONE = "nice -n 19 \"$@\" && mv \"$0" + UNFINISHED + "\" \"$0\"";

    private static final String OFF = "GKE_LOCAL_NO_TRAINING";

    private Training() {}

    /** Starts it when this build has no cache yet and no other process is at it. */
    public static void startWhenDue(Session session, String[] arguments) {
        if (session.dist().isEmpty()
                || session.environment().containsKey(OFF)
                || (arguments.length > 0 && NEVER_AFTER.contains(arguments[0]))) {
            return;
        }
        var folder = session.dist().get().resolve("cache");
        if (Files.exists(cache(folder))) {
            return;
        }
        try {
            Files.createDirectories(folder);
            if (claimed(folder)) {
                var process = start(folder);
                Files.writeString(record(folder), identity(process));
            }
        } catch (IOException _) {
            // Without the cache commands start more slowly; the next one tries again.
        }
    }

    /** Ends one that is still at it, so that nothing is left running. */
    public static void stop(Session session) {
        session.dist().map(it -> it.resolve("cache")).flatMap(Training::running).ifPresent(it -> {
            it.descendants().forEach(ProcessHandle::destroy);
            it.destroy();
        });
    }

    private static boolean claimed(Path folder) throws IOException {
        var record = record(folder);
        if (Files.exists(record) && running(folder).isEmpty()) {
            Files.deleteIfExists(record);
        }
        try {
            Files.createFile(record);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    private static Process start(Path folder) throws IOException {
        var info = ProcessHandle.current().info();
        var command = new ArrayList<>(
                List.of("sh", "-c", RENAME_WHEN_DONE, cache(folder).toString()));
        command.add(info.command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(it -> !it.startsWith("-XX:Tiered") && !it.startsWith("-XX:AOT") && !it.startsWith("-XX:-AOT"))
                .forEach(command::add);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:-AOTRecordTraining",
                "-XX:AOTCacheOutput=" + cache(folder) + UNFINISHED,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.gkelocal.cli.Main",
                "train"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("train.log").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
    }

    private static Optional<ProcessHandle> running(Path folder) {
        try {
            var parts = Files.readString(record(folder)).strip().split(" ", -1);
            return parts.length == 2 && new ProcessIdentity(Long.parseLong(parts[0]), parts[1]).isAlive()
                    ? ProcessHandle.of(Long.parseLong(parts[0]))
                    : Optional.empty();
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static String identity(Process process) {
        return ProcessIdentity.of(process.pid())
                .map(it -> it.pid() + " " + it.start())
                .orElse("");
    }

    static Path cache(Path folder) {
        return folder.resolve("cli.aot");
    }

    private static Path record(Path folder) {
        return folder.resolve("train.pid");
    }
}
