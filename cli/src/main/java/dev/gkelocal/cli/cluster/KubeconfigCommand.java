package dev.gkelocal.cli.cluster;

import dev.gkelocal.cli.project.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gke-local cluster kubeconfig}. */
@Command(
        name = "kubeconfig",
        description = "Print a kubeconfig for this cluster alone. It holds the administrator's key.",
        footer = {
            "",
            "Examples:",
            "  gke-local cluster kubeconfig >/tmp/config",
            "  KUBECONFIG=/tmp/config kubectl get nodes"
        })
final class KubeconfigCommand implements Callable<Integer> {
    @Mixin
    private Target target = new Target();

    private final Session session;

    KubeconfigCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return target.with(session, null, (clusters, settings) -> {
            session.terminal().print(clusters.kubeconfig(settings).stripTrailing());
            return 0;
        });
    }
}
