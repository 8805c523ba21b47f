package dev.gkelocal.cloudrun.pods;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.concurrent.Executors;

/** Connections to the cluster's API server: as the Pod's service account, or by the kubeconfig of whoever starts us by hand. */
public final class KubernetesClients {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 10_000;
    private static final int RECONNECT_MILLIS = 250;

    private KubernetesClients() {}

    static KubernetesClient open() {
        return open(REQUEST_MILLIS);
    }

    /** @param requestMillis after which a call has failed */
    public static KubernetesClient open(int requestMillis) {
        var config = new ConfigBuilder(Config.autoConfigure(null))
                .withConnectionTimeout(Math.min(CONNECT_MILLIS, requestMillis))
                .withRequestTimeout(requestMillis)
                // Whoever calls repeats what may be repeated, for as long as it makes sense.
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval(RECONNECT_MILLIS)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withTaskExecutor(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("kubernetes-", 0).factory()))
                .build();
    }
}
