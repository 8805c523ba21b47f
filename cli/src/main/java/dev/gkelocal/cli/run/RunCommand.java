package dev.gkelocal.cli.run;

import picocli.CommandLine.Command;

/** {@code gke-local run}. */
@Command(
        name = "run",
        description = "Cloud Run, in the words of gcloud run.",
        subcommands = {DeployCommand.class, ServicesCommand.class, RevisionsCommand.class},
        footer = {
            "",
            "Examples:",
            "  gke-local run deploy hello --source examples/hello",
            "  gke-local run services describe hello",
            "  gke-local run revisions list --service hello"
        })
public final class RunCommand {}
