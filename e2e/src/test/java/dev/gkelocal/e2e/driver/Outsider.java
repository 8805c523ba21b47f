package dev.gkelocal.e2e.driver;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody whom the cluster knows and who may do nothing in it. */
public final class Outsider implements AutoCloseable {
    public static final String CONTEXT = "outsider";

    private static final String NAMESPACE = "gke-local-e2e-outsider";
    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: %1$s
            contexts: [{name: %1$s, context: {cluster: there, user: %1$s}}]
            clusters: [{name: there, cluster: {server: "%2$s", insecure-skip-tls-verify: true}}]
            users: [{name: %1$s, user: {token: "%3$s"}}]
            """;

    private final Path kubeconfig;

    private Outsider(Path kubeconfig) {
        this.kubeconfig = kubeconfig;
    }

    /** @param folder for the kubeconfig */
    public static Outsider in(Path folder) {
        var client = Cluster.get().client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        var account = new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(CONTEXT)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .build();
        client.resource(account).serverSideApply();
        var token = client.serviceAccounts()
                .inNamespace(NAMESPACE)
                .withName(CONTEXT)
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                .getStatus()
                .getToken();
        try {
            var text = KUBECONFIG.formatted(CONTEXT, client.getConfiguration().getMasterUrl(), token);
            return new Outsider(Files.writeString(folder.resolve("outsider.kubeconfig"), text));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public void close() {
        Cluster.get().client().namespaces().withName(NAMESPACE).delete();
    }
}
