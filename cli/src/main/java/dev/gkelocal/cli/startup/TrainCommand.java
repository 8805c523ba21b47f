package dev.gkelocal.cli.startup;

import dev.gkelocal.cli.autopilot.CheckFormat;
import dev.gkelocal.cli.project.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the usual commands once, so that the start-up cache of this JVM holds what they load, and tidies old builds. */
@Command(name = "train", hidden = true, description = "Make the start-up cache (started by other commands).")
public final class TrainCommand implements Callable<Integer> {
    /** All harmless: they read, or are refused. */
    private static final List<List<String>> USUAL = List.of(
            List.of("--help"),
            List.of("run", "deploy", "--help"),
            List.of("status"),
            List.of("status", "-o", "json"),
            List.of("config", "show", "--origin"),
            List.of("run", "services", "list"),
            List.of("run", "revisions", "list"),
            List.of("logs", "--limit", "1"),
            List.of("stats"),
            List.of("load", "--rat"));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Session session;

    public TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine root = spec.root().commandLine();
        USUAL.forEach(words -> root.execute(words.toArray(String[]::new)));
        check(root);
        OwnClasses.load(System.getProperty("java.class.path"));
        if (session.dist().isPresent()) {
            Builds.tidy(session.dist().get());
        }
        return 0;
    }

    /** With a folder of manifests that meet most rules: they are many classes, and the check is a command of half a second. */
    private void check(CommandLine root) throws IOException {
        var folder = Files.createTempDirectory("gke-local-train");
        var manifest = folder.resolve("check.yaml");
        try (var example = TrainCommand.class.getResourceAsStream("check.yaml")) {
            Files.copy(Objects.requireNonNull(example), manifest);
            for (var format : CheckFormat.values()) {
                root.execute("autopilot", "check", folder.toString(), "-o", format.name());
            }
        } finally {
            Files.deleteIfExists(manifest);
            Files.delete(folder);
        }
    }
}
