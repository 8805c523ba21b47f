package dev.gkelocal.cli.platform;

import picocli.CommandLine.Command;

/** {@code gke-local platform}. */
@Command(
        name = "platform",
        description = "Show what the platform is made of.",
        subcommands = RenderCommand.class,
        footer = {"", "Examples:", "  gke-local platform render --dir deploy/"})
public final class PlatformCommand {}
