package dev.gkelocal.cli;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One run of the command line inside the test's JVM, with its streams caught. */
public record CliRun(int code, String out, String err) {
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    public static final class Builder {
        private final Path folder;
        private final Map<String, String> environment = new HashMap<>();
        private String typed = "";

        private Builder(Path folder) {
            this.folder = folder;
        }

        public Builder with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        public Builder typing(String text) {
            typed = text;
            return this;
        }

        public CliRun run(String... arguments) {
            var out = new StringWriter();
            var err = new StringWriter();
            var code = CommandTree.forWords(session(out, err), arguments).execute(arguments);
            return new CliRun(code, out.toString(), err.toString());
        }

        private Session session(StringWriter out, StringWriter err) {
            var terminal = new Terminal(
                    new StringReader(typed), new PrintWriter(out, true), new PrintWriter(err, true), false, false);
            return new Session(terminal, folder, environment, Optional.empty(), Optional.empty());
        }
    }
}
