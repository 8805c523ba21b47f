package dev.gkelocal.cli.setup;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.OutputFormat;
import dev.gkelocal.config.loading.Problem;
import dev.gkelocal.config.printing.ConfigPrinter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local config show}. */
@Command(
        name = "show",
        description =
                "Print the configuration in effect: file, overlay, environment variables, flags and defaults together.",
        footer = {
            "",
            "Examples:",
            "  gke-local config show",
            "  gke-local config show --origin -e staging",
            "  gke-local config show -o json"
        })
final class ConfigShowCommand implements Callable<Integer> {
    @Option(names = "--origin", description = "Say where each value comes from.")
    private boolean origin;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "yaml (table is the same) or json.")
    private OutputFormat output = OutputFormat.YAML;

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    private final Session session;

    ConfigShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var loaded = Project.open(session, projectOptions).loaded();
        loaded.warnings().stream().map(Problem::text).forEach(session.terminal()::warn);
        var text = switch (output) {
            case JSON ->
                origin ? ConfigPrinter.json(loaded.config(), loaded.origins()) : ConfigPrinter.json(loaded.config());
            case YAML, TABLE ->
                origin ? ConfigPrinter.yaml(loaded.config(), loaded.origins()) : ConfigPrinter.yaml(loaded.config());
        };
        session.terminal().print(text.stripTrailing());
        return 0;
    }
}
