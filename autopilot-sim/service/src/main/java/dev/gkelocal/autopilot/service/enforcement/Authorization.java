package dev.gkelocal.autopilot.service.enforcement;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Locale;

/** Whom the API server asks for permission (ADR 11), in the words of {@code gke-local cluster status}. */
public enum Authorization {
    /** It reads no file that could name anybody but Node and RBAC. */
    NONE,
    /** Node and RBAC decide alone. */
    OWN,
    /** We may refuse first. */
    AUTOPILOT,
    /** Nobody looked, or the API server did not say. */
    UNKNOWN;

    private static final String MANAGED = "kube-system";
    private static final String FILE = "--authorization-config=/etc/kubernetes/gke-local/";

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By a question that only the authoriser answers with no: RBAC alone never denies, it only does not allow. */
    static Authorization of(KubernetesClient client) {
        try {
            var servers = client.pods()
                    .inNamespace(MANAGED)
                    .withLabel("component", "kube-apiserver")
                    .list()
                    .getItems();
            if (servers.stream().noneMatch(Authorization::readsTheFile)) {
                return NONE;
            }
            return refuses(client) ? AUTOPILOT : OWN;
        } catch (KubernetesClientException _) {
            return UNKNOWN;
        }
    }

    private static boolean readsTheFile(Pod server) {
        return server.getSpec().getContainers().stream()
                .flatMap(it -> it.getCommand().stream())
                .anyMatch(it -> it.startsWith(FILE));
    }

    private static boolean refuses(KubernetesClient client) {
        var review = client.resource(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser("gke-local-trial")
                        .withGroups("system:authenticated")
                        .withNewResourceAttributes()
                        .withVerb("create")
                        .withResource("configmaps")
                        .withNamespace(MANAGED)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .create();
        return Boolean.TRUE.equals(review.getStatus().getDenied());
    }
}
