package dev.gkelocal.cli.autopilot;

import dev.gkelocal.autopilot.core.admission.AdmissionSettings;
import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.check.CheckSettings;
import dev.gkelocal.autopilot.core.classes.ClusterTraits;
import dev.gkelocal.autopilot.core.classes.CustomClass;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.core.pricing.BillingSettings;
import dev.gkelocal.autopilot.core.warden.WardenSettings;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that describe the cluster and the user to judge for. */
final class ClusterOptions {
    @Option(
            names = "--cluster-version",
            paramLabel = "VERSION",
            description = "GKE version, such as 1.35 or 1.33.5-gke.1080000; latest when not given.")
    private String clusterVersion = "latest";

    @Option(
            names = "--bursting",
            negatable = true,
            description =
                    "Whether Pods may burst on the cluster; by default as a cluster of that version, made today, has it.")
    private @Nullable Boolean bursting;

    @Option(names = "--region", paramLabel = "REGION", description = "For prices; us-central1 when not given.")
    private String region = "us-central1";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Of objects that name none; default when not given.")
    private String namespace = "default";

    @Mixin
    private UserOptions user = new UserOptions();

    @Option(
            names = "--compute-classes",
            paramLabel = "NAME",
            split = ",",
            description = "ComputeClasses of the cluster that are not among the manifests.")
    private List<String> classes = List.of();

    @Option(names = "--allow-net-admin", description = "The cluster's workload policy allows NET_ADMIN.")
    private boolean allowNetAdmin;

    CheckSettings settings() {
        var version = ClusterVersion.parse(clusterVersion)
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.USAGE,
                        "--cluster-version: '%s' is no GKE version; write 1.35, 1.33.5-gke.1080000 or latest"
                                .formatted(clusterVersion)));
        var mayBurst = bursting == null ? ClusterRules.bursts(version, version) : bursting;
        var traits = new ClusterTraits(mayBurst, version, Set.of());
        Map<String, CustomClass> known =
                classes.stream().collect(Collectors.toMap(Function.identity(), CustomClass::ofMachines));
        return new CheckSettings(
                new ClusterRules(traits, known, AdmissionSettings.DEFAULTS),
                WardenSettings.of(traits).capabilities(allowNetAdmin, true),
                user.requester(),
                BillingSettings.in(region),
                namespace);
    }
}
