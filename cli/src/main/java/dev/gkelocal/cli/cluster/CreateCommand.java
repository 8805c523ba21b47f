package dev.gkelocal.cli.cluster;

import dev.gkelocal.cli.project.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    @Mixin
    private MakingOptions making = new MakingOptions();

    @Mixin
    private Target target = new Target();

    private final Session session;

    CreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var atMost = making.atMost();
        return target.with(session, making.template(), (clusters, settings) -> {
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
