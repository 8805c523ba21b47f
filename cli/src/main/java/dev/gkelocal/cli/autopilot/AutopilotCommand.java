package dev.gkelocal.cli.autopilot;

import picocli.CommandLine.Command;

/** {@code gke-local autopilot}. */
@Command(
        name = "autopilot",
        description = "What GKE Autopilot refuses, changes, places and charges, without a cluster.",
        subcommands = {CheckCommand.class, ReachCommand.class},
        footer = {
            "",
            "Examples:",
            "  gke-local autopilot check k8s/",
            "  helm template shop ./chart | gke-local autopilot check -"
        })
public final class AutopilotCommand {}
