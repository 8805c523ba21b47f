package dev.gkelocal.kind.install;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The API server of one context of the user's kubeconfig.
 *
 * @param context its name
 */
public record Connection(String context, KubernetesClient client) implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 20_000;

    /** @throws Refused when there is no such context or nobody answers there */
    public static Connection open(String context) {
        var config = Config.autoConfigure(context);
        var known = config.getContexts() == null
                ? List.<String>of()
                : config.getContexts().stream().map(it -> it.getName()).toList();
        if (!known.contains(context)) {
            throw new Refused(
                    Refused.Why.PRECONDITION,
                    "there is no Kubernetes context '%s'%s; name one with --context, or make a cluster with `gke-local cluster create`"
                            .formatted(
                                    context,
                                    known.isEmpty()
                                            ? ""
                                            : known.stream().collect(Collectors.joining(", ", " (there are: ", ")"))));
        }
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setRequestTimeout(REQUEST_MILLIS);
        var client = new KubernetesClientBuilder().withConfig(config).build();
        try {
            client.getKubernetesVersion();
        } catch (KubernetesClientException unreachable) {
            client.close();
            throw new Refused(
                    Refused.Why.PRECONDITION,
                    "the API server of context '%s' (%s) does not answer: %s; is the cluster running?"
                            .formatted(context, config.getMasterUrl(), reason(unreachable)),
                    unreachable);
        }
        return new Connection(context, client);
    }

    private static String reason(KubernetesClientException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Objects.requireNonNullElse(root.getMessage(), root.toString());
    }

    @Override
    public void close() {
        client.close();
    }
}
