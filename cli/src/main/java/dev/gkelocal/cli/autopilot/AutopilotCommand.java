package dev.gkelocal.cli.autopilot;

import picocli.CommandLine.Command;

/** {@code gke-local autopilot}. */
@Command(
        name = "autopilot",
        description = "What GKE Autopilot refuses, changes, places and charges, without a cluster.",
        subcommands = {
            CheckCommand.class,
            SimulateCommand.class,
            ReachCommand.class,
            ApplyCommand.class,
            DeleteCommand.class,
            NodesCommand.class,
            PodsCommand.class,
            EventsCommand.class,
            CostCommand.class,
            ExplainCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  gke-local autopilot check k8s/",
            "  helm template shop ./chart | gke-local autopilot check -",
            "  gke-local autopilot simulate examples/autopilot/shop/scenario.yaml -o html --out day.html",
            "  gke-local autopilot apply -f k8s/         then nodes, pods, events, cost and explain tell what happens"
        })
public final class AutopilotCommand {}
