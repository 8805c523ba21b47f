package dev.gkelocal.cli.cluster;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.TimeSpan;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local cluster create}. */
@Command(
        name = "create",
        description = "Make the cluster and wait until it is ready; start or finish one that is there already.",
        footer = {
            "",
            "Of a cluster that is there it does only what is missing: starts stopped nodes, writes a lost kubeconfig",
            "entry, makes anew what was broken off half-way. Events go to stderr, and nowhere else.",
            "",
            "Examples:",
            "  gke-local cluster create",
            "  gke-local cluster create --template autopilot --timeout 5m",
            "  gke-local cluster create --set cluster.ingress_port=9080 --set cluster.kubernetes_version=1.33"
        })
final class CreateCommand implements Callable<Integer> {
    @Option(
            names = {"-t", "--template"},
            paramLabel = "TEMPLATE",
            description = "minimal, ai, staging or autopilot; else cluster.template of the configuration.")
    private @Nullable String template;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "Longest time until all nodes are ready; default ${DEFAULT-VALUE}.")
    private String timeout = "10m";

    @Mixin
    private Target target = new Target();

    private final Session session;

    CreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var atMost = TimeSpan.parse("--timeout", timeout);
        return target.with(session, template, (clusters, settings) -> {
            try (var report = new Report(
                    session.terminal(), target.verbose(), "Looking at cluster " + settings.name() + " ...")) {
                var ensured = clusters.ensure(settings, atMost, report);
                report.tell(ensured);
            }
            session.terminal().say("  kubectl --context " + settings.context() + " get nodes");
            return 0;
        });
    }
}
