package dev.gkelocal.kind.install;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Whether the user may do what an installation takes, asked before anything is changed. */
final class Rights {
    /** @param group API group; empty for the core */
    record Right(String verb, String group, String resource) {
        String words() {
            return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
        }
    }

    private static final List<Right> NEEDED = List.of(
            new Right("create", "", "namespaces"),
            new Right("patch", "", "configmaps"),
            new Right("patch", "", "services"),
            new Right("patch", "apps", "deployments"),
            new Right("patch", "apps", "statefulsets"),
            new Right("patch", "networking.k8s.io", "networkpolicies"),
            new Right("patch", "networking.k8s.io", "ingresses"),
            new Right("patch", "rbac.authorization.k8s.io", "roles"),
            new Right("create", "rbac.authorization.k8s.io", "clusterroles"),
            new Right("create", "rbac.authorization.k8s.io", "clusterrolebindings"),
            new Right("list", "", "pods"),
            new Right("list", "", "persistentvolumeclaims"));

    private Rights() {}

    static void require(Connection connection) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = NEEDED.stream()
                    .map(it -> threads.submit((Callable<Boolean>) () -> allowed(connection.client(), it)))
                    .toList();
            var refused = new ArrayList<String>();
            for (int i = 0; i < NEEDED.size(); i++) {
                if (!asked.get(i).get()) {
                    refused.add(NEEDED.get(i).words());
                }
            }
            if (!refused.isEmpty()) {
                throw new Refused(
                        Refused.Why.PRECONDITION,
                        "context '%s' may not %s; ask its administrator for a role with these rights (cluster-admin has them)"
                                .formatted(connection.context(), String.join(", ", refused)));
            }
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refused(Refused.Why.INTERRUPTED, "interrupted", interrupted);
        }
    }

    private static boolean allowed(KubernetesClient client, Right right) {
        var review = client.resource(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withVerb(right.verb())
                        .withGroup(right.group())
                        .withResource(right.resource())
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .create();
        return Boolean.TRUE.equals(review.getStatus().getAllowed());
    }
}
