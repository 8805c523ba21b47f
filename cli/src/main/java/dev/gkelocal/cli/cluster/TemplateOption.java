package dev.gkelocal.cli.cluster;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which template a Kind cluster is made from, wherever a command may have to make one. */
public final class TemplateOption {
    @Option(
            names = {"-t", "--template"},
            paramLabel = "TEMPLATE",
            description =
                    "Template of a cluster that has to be made: minimal, ai, staging or autopilot; else cluster.template of the configuration.")
    private @Nullable String template;

    /** As written; absent where the configuration decides. */
    public @Nullable String template() {
        return template;
    }
}
