package dev.gkelocal.cli;

import picocli.CommandLine.Command;

/** The root of all commands; {@link Verbs} are its subcommands. */
@Command(
        name = "gke-local",
        description = "Cloud Run and GKE Autopilot on this machine: deploy, scale, check, price.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Examples:",
            "  gke-local demo                                  see it work",
            "  gke-local up                                    start the platform",
            "  gke-local run deploy hello --source examples/hello",
            "  gke-local autopilot check k8s/                  what Autopilot would refuse, change and charge",
            "  gke-local COMMAND --help                        options and examples of a command",
            "",
            "On Windows it runs inside WSL2. Exit codes: 0 done, 1 failed, 2 usage, 3 invalid configuration, 4 not found,",
            "5 not running or in the way, 6 timed out, 7 refused by policy, 130 interrupted."
        })
final class GkeLocal {}
