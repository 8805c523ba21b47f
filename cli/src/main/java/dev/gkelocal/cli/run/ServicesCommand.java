package dev.gkelocal.cli.run;

import picocli.CommandLine.Command;

/** {@code gke-local run services}. */
@Command(
        name = "services",
        description = "Look at, change and delete services.",
        subcommands = {
            ServicesListCommand.class,
            ServiceDescribeCommand.class,
            ServiceDeleteCommand.class,
            UpdateTrafficCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  gke-local run services list",
            "  gke-local run services update-traffic hello --to-revisions hello-00001-abc=50"
        })
public final class ServicesCommand {}
