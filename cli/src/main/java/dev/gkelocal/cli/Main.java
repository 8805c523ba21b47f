package dev.gkelocal.cli;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.startup.Training;
import dev.gkelocal.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;

/** The command line's process. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var environment = System.getenv();
        var session = new Session(
                Terminal.ofProcess(environment),
                Path.of("").toAbsolutePath(),
                environment,
                Optional.ofNullable(System.getProperty("gkelocal.root")).map(Path::of),
                Optional.ofNullable(System.getProperty("gkelocal.dist")).map(Path::of));
        int code = CommandTree.forWords(session, arguments).execute(arguments);
        Training.startWhenDue(session, arguments);
        System.exit(code);
    }
}
