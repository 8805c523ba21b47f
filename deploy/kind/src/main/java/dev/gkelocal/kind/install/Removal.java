package dev.gkelocal.kind.install;

import dev.gkelocal.kind.cluster.Authorization;
import dev.gkelocal.kind.manifests.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes everything of the platform out of a cluster. */
public final class Removal {
    /** Of namespaces in which Autopilot's rules hold; on this one it was put by autopilot-sim. */
    private static final String ENFORCED = "autopilot.gke-local.dev/enforce";

    private static final String DEFAULT = "default";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(400);

    private final String context;
    private final Consumer<String> progress;
    private final Optional<Authorization> authorization;

    /**
     * @param environment with PATH of the user
     * @param engine name of the container engine, in case that a cluster of its own is behind the context
     */
    public Removal(String context, Map<String, String> environment, String engine, Consumer<String> progress) {
        this.context = context;
        this.progress = progress;
        this.authorization = Authorization.of(environment, engine, context);
    }

    /**
     * Webhooks and authoriser go first: without the program behind them they would only delay the rest, and with it they would refuse it.
     *
     * @return how many objects were deleted, those within namespaces not counted
     * @throws Refused when it cannot be done
     */
    public int run() {
        try (var connection = Connection.open(context)) {
            var client = connection.client();
            endAuthoriser(client);
            int removed = webhooks(client) + delete(client, Kinds.NAMESPACE);
            for (var kind : Kinds.CLUSTER_WIDE) {
                removed += delete(client, kind);
            }
            // What lies in namespaces of others, such as kube-system.
            for (var kind : Kinds.NAMESPACED) {
                removed += deleteElsewhere(client, kind);
            }
            awaitGone(client);
            // autopilot-sim may have written its webhooks once more before it ended.
            unmarkDefault(client);
            return removed + webhooks(client) + new Leftovers(client, progress).remove();
        } catch (KubernetesClientException failure) {
            throw Connection.lost(context, failure);
        }
    }

    private void endAuthoriser(KubernetesClient client) {
        try {
            authorization.map(it -> new Authoriser(it, client, progress)).ifPresent(Authoriser::end);
        } catch (dev.gkelocal.kind.engine.Trouble trouble) {
            throw Ground.refused(trouble);
        }
    }

    private int webhooks(KubernetesClient client) {
        return delete(client, MutatingWebhookConfiguration.class)
                + delete(client, ValidatingWebhookConfiguration.class);
    }

    /** autopilot-sim marks the default namespace for its rules. */
    private static void unmarkDefault(KubernetesClient client) {
        var marked = client.namespaces().withName(DEFAULT).get();
        if (marked != null && marked.getMetadata().getLabels().containsKey(ENFORCED)) {
            client.namespaces().withName(DEFAULT).edit(it -> {
                it.getMetadata().getLabels().remove(ENFORCED);
                return it;
            });
        }
    }

    private int delete(KubernetesClient client, Class<? extends HasMetadata> kind) {
        return delete(
                client,
                client.resources(kind).withLabels(Labels.PLATFORM).list().getItems());
    }

    private int deleteElsewhere(KubernetesClient client, Class<? extends HasMetadata> kind) {
        return delete(
                client,
                client.resources(kind).inAnyNamespace().withLabels(Labels.PLATFORM).list().getItems().stream()
                        .filter(it -> !it.getMetadata().getNamespace().startsWith(Labels.OURS))
                        .toList());
    }

    private int delete(KubernetesClient client, List<? extends HasMetadata> objects) {
        for (var object : objects) {
            progress.accept("removing " + ObjectKey.of(object));
            try {
                client.resource(object).delete();
            } catch (KubernetesClientException refusal) {
                throw Application.explain("does not delete", ObjectKey.of(object), refusal);
            }
        }
        return objects.size();
    }

    private void awaitGone(KubernetesClient client) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                var left =
                        client.namespaces().withLabels(Labels.PLATFORM).list().getItems();
                if (left.isEmpty()) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw new Refused(Refused.Why.TIMED_OUT, explain(left));
                }
                progress.accept("waiting for the end of "
                        + String.join(
                                " and ",
                                left.stream()
                                        .map(it -> ObjectKey.of(it).toString())
                                        .toList()));
                Thread.sleep(POLL);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refused(Refused.Why.INTERRUPTED, "interrupted", interrupted);
        }
    }

    private static String explain(List<Namespace> left) {
        var stuck = left.getFirst();
        var conditions = stuck.getStatus().getConditions();
        var reason = conditions == null
                ? ""
                : conditions.stream()
                        .filter(it -> "True".equals(it.getStatus()))
                        .map(it -> ": " + it.getMessage())
                        .findFirst()
                        .orElse("");
        return "%s still ends after %d s%s".formatted(ObjectKey.of(stuck), PATIENCE.toSeconds(), reason);
    }
}
