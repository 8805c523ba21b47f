package dev.gkelocal.cli;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** The commands as a model, with nowhere to print to. */
public final class TestTree {
    private TestTree() {}

    public static CommandLine of(Path folder) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        return CommandTree.of(new Session(
                new Terminal(Reader.nullReader(), nowhere, nowhere, false, false),
                folder,
                Map.of(),
                Optional.empty(),
                Optional.empty()));
    }
}
