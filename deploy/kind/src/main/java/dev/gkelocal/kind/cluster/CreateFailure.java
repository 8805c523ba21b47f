package dev.gkelocal.kind.cluster;

import dev.gkelocal.kind.engine.Ran;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a failure of {@code kind create cluster} means for the user. */
final class CreateFailure {
    private static final Pattern MISSING_IMAGE = Pattern.compile(
            "failed to pull image|pull access denied|manifest unknown|manifest for .* not found|no such host|no such image");
    private static final Pattern TAKEN_PORT =
            Pattern.compile("port is already allocated|address already in use|failed to bind");

    private CreateFailure() {}

    static String explain(Ran ran, ClusterSettings settings) {
        var words = ran.lastWords();
        var all = ran.err().toLowerCase(Locale.ROOT);
        if (all.contains("no space left on device")) {
            return "the engine's disk is full: `docker system df` shows by what, `docker system prune` frees what is unused\n"
                    + words;
        }
        if (TAKEN_PORT.matcher(all).find()) {
            return "a port of the cluster was taken by someone else: choose others with cluster.ingress_port,"
                    + " cluster.ingress_tls_port and cluster.api_server_port\n" + words;
        }
        if (MISSING_IMAGE.matcher(all).find()) {
            return "the node image %s cannot be had: check the network, load it (`docker load`), or name another with cluster.node_image\n%s"
                    .formatted(settings.nodeImage(), words);
        }
        if (all.contains("kubeadm init") || all.contains("kubeadm join")) {
            return "Kubernetes did not start in the nodes: `kind create cluster --retain` keeps them, `kind export logs` shows why;"
                    + " too little memory or too many watched files (fs.inotify.max_user_instances) are the usual reasons\n"
                    + words;
        }
        return "Kind could not make cluster " + settings.name() + "\n" + words;
    }
}
