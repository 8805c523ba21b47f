package dev.gkelocal.cli.setup;

import picocli.CommandLine.Command;

/** {@code gke-local config}. */
@Command(
        name = "config",
        description = "Look at the configuration.",
        subcommands = ConfigShowCommand.class,
        footer = {"", "Examples:", "  gke-local config show --origin"})
public final class ConfigCommand {}
