package dev.gkelocal.cli.cluster;

import picocli.CommandLine.Command;

/** {@code gke-local cluster}. */
@Command(
        name = "cluster",
        description = "Make, look at and delete the Kind cluster of this project.",
        subcommands = {
            CreateCommand.class,
            StatusCommand.class,
            WaitCommand.class,
            StopCommand.class,
            ResetCommand.class,
            DeleteCommand.class,
            KubeconfigCommand.class,
            TemplatesCommand.class
        },
        footer = {
            "",
            "Needs the `kind` program and a container engine (Docker). Clusters that others made are used as they are,",
            "and neither changed nor deleted without --force. `gke-local up --kind` makes a cluster, too.",
            "",
            "Examples:",
            "  gke-local cluster create --template autopilot",
            "  gke-local cluster status -o json",
            "  gke-local cluster delete"
        })
public final class ClusterCommand {}
