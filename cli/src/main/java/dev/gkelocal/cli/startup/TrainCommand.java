package dev.gkelocal.cli.startup;

import dev.gkelocal.cli.project.Session;
import java.io.IOException;
import java.util.List;
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
        OwnClasses.load(System.getProperty("java.class.path"));
        if (session.dist().isPresent()) {
            Builds.tidy(session.dist().get());
        }
        return 0;
    }
}
