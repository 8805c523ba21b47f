package dev.gkelocal.cli.registry;

import picocli.CommandLine.Command;

/** {@code gke-local registry}. */
@Command(
        name = "registry",
        description = "Run, fill and clean the image registry beside the Kind cluster.",
        subcommands = {
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            ConnectCommand.class,
            PushCommand.class,
            PullCommand.class,
            ImagesCommand.class,
            CleanupCommand.class
        },
        footer = {
            "",
            "Its images have one name, localhost:PORT/NAME, on this machine and in the cluster. A registry that the",
            "cluster already names (ConfigMap kube-public/local-registry-hosting) is used, whoever made it.",
            "",
            "Examples:",
            "  gke-local registry start",
            "  gke-local registry push shop/web:1.2",
            "  gke-local registry cleanup --keep 5"
        })
public final class RegistryCommand {}
