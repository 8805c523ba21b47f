package dev.gkelocal.kind.install;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The API server of one context of the user's kubeconfig.
 *
 * @param context its name
 */
public record Connection(String context, KubernetesClient client) implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 20_000;
    /** Tries after the first, 0.1 s later and then twice as long each time. */
    private static final int RETRIES = 3;

    private static final Set<Integer> MAY_NOT = Set.of(401, 403);

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
        config.setRequestRetryBackoffLimit(RETRIES);
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

    /** How a command ends whose cluster failed it in the middle. */
    static Refused lost(String context, KubernetesClientException failure) {
        if (isSilence(failure)) {
            return new Refused(
                    Refused.Why.PRECONDITION,
                    "the API server of context '%s' no longer answers: %s; once the cluster runs again, the same command goes on where this one ended"
                            .formatted(context, reason(failure)),
                    failure);
        }
        if (MAY_NOT.contains(failure.getCode())) {
            return new Refused(
                    Refused.Why.PRECONDITION,
                    "context '%s' lacks a right: %s".formatted(context, words(failure)),
                    failure);
        }
        return new Refused(
                Refused.Why.FAILED,
                "the API server of context '%s' fails: %s".formatted(context, words(failure)),
                failure);
    }

    /** Whether nobody answered at all. */
    static boolean isSilence(KubernetesClientException failure) {
        return failure.getStatus() == null && failure.getCode() <= 0;
    }

    /** What the API server said, else what happened to the request. */
    static String words(KubernetesClientException failure) {
        var status = failure.getStatus();
        return status == null || status.getMessage() == null ? reason(failure) : status.getMessage();
    }

    private static String reason(KubernetesClientException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof ClosedChannelException
                ? "it closed the connection"
                : Objects.requireNonNullElse(root.getMessage(), root.toString());
    }

    @Override
    public void close() {
        client.close();
    }
}
