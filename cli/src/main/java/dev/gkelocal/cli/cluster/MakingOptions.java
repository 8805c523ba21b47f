package dev.gkelocal.cli.cluster;

import dev.gkelocal.cli.terminal.TimeSpan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that makes a cluster can be told about it. */
final class MakingOptions {
    @Mixin
    private TemplateOption template = new TemplateOption();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "Longest time until all nodes are ready; default ${DEFAULT-VALUE}.")
    private String timeout = "10m";

    @Nullable
    String template() {
        return template.template();
    }

    Duration atMost() {
        return TimeSpan.parse("--timeout", timeout);
    }
}
