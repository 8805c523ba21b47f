package dev.gkelocal.cli.run;

import picocli.CommandLine.Command;

/** {@code gke-local run revisions}. */
@Command(
        name = "revisions",
        description = "Look at revisions.",
        subcommands = RevisionsListCommand.class,
        footer = {"", "Examples:", "  gke-local run revisions list --service hello"})
public final class RevisionsCommand {}
