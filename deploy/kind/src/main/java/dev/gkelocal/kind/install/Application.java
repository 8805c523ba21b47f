package dev.gkelocal.kind.install;

import dev.gkelocal.kind.manifests.Labels;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings a cluster to a list of objects by server-side apply: writes what differs, deletes what is no longer wanted. */
final class Application {
    static final String FIELD_MANAGER = "gke-local";
    private static final int INVALID = 422;
    private static final int FORBIDDEN = 403;

    private final KubernetesClient client;
    private final Consumer<String> progress;
    private final Runnable beforeForeign;

    /** @param beforeForeign runs before something changes in a namespace that is not of the platform's own */
    Application(KubernetesClient client, Consumer<String> progress, Runnable beforeForeign) {
        this.client = client;
        this.progress = progress;
        this.beforeForeign = beforeForeign;
    }

    /** @param wanted in the order in which they are made */
    Changes apply(List<HasMetadata> wanted) {
        var live = LiveObjects.read(client);
        var created = new ArrayList<ObjectKey>();
        var changed = new ArrayList<ObjectKey>();
        int unchanged = 0;
        for (var object : wanted) {
            var marked = LiveObjects.marked(object);
            var key = ObjectKey.of(object);
            if (live.has(marked)) {
                unchanged++;
                continue;
            }
            progress.accept("applying " + key);
            if (rollsNoMore(marked, live.objects().get(key))) {
                forgetRolling(key);
            }
            write(marked);
            (live.objects().containsKey(key) ? changed : created).add(key);
        }
        return new Changes(created, changed, unchanged, prune(live, wanted));
    }

    /**
     * Whether the Deployment rolled until now and is to be made anew from now on. How it rolled was filled in by the API server, so an apply
     * that says nothing of it leaves it there, and beside {@code Recreate} it is refused.
     */
    static boolean rollsNoMore(HasMetadata wanted, @Nullable HasMetadata live) {
        return wanted instanceof Deployment deployment
                && deployment.getSpec().getStrategy() != null
                && "Recreate".equals(deployment.getSpec().getStrategy().getType())
                && live instanceof GenericKubernetesResource rolled
                && rolled.get("spec", "strategy", "rollingUpdate") != null;
    }

    private void forgetRolling(ObjectKey key) {
        try {
            client.apps()
                    .deployments()
                    .inNamespace(key.namespace())
                    .withName(key.name())
                    .patch(PatchContext.of(PatchType.JSON_MERGE), """
                            {"spec": {"strategy": {"type": "Recreate", "rollingUpdate": null}}}""");
        } catch (KubernetesClientException refusal) {
            throw explain("refuses", key, refusal);
        }
    }

    private void write(HasMetadata object) {
        announce(ObjectKey.of(object));
        try {
            client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
        } catch (KubernetesClientException refusal) {
            throw explain("refuses", ObjectKey.of(object), refusal);
        }
    }

    private List<ObjectKey> prune(LiveObjects live, List<HasMetadata> wanted) {
        var keys = wanted.stream().map(ObjectKey::of).collect(Collectors.toSet());
        var removed = new ArrayList<ObjectKey>();
        live.objects().forEach((key, object) -> {
            if (!keys.contains(key) && object.getMetadata().getDeletionTimestamp() == null) {
                progress.accept("removing " + key);
                announce(key);
                try {
                    client.resource(object).delete();
                } catch (KubernetesClientException refusal) {
                    throw explain("does not delete", key, refusal);
                }
                removed.add(key);
            }
        });
        return removed.stream().sorted().toList();
    }

    private void announce(ObjectKey key) {
        if (!key.namespace().isEmpty() && !key.namespace().startsWith(Labels.OURS)) {
            beforeForeign.run();
        }
    }

    /** The API server's own reason, beside our name of the object. */
    static RuntimeException explain(String does, ObjectKey key, KubernetesClientException refusal) {
        if (Connection.isSilence(refusal)) {
            return refusal;
        }
        var why = switch (refusal.getCode()) {
            case FORBIDDEN -> Refused.Why.PRECONDITION;
            case INVALID -> Refused.Why.POLICY;
            default -> Refused.Why.FAILED;
        };
        return new Refused(
                why,
                "the API server %s %s: %s; `gke-local platform render` shows the manifest"
                        .formatted(does, key, Connection.words(refusal)),
                refusal);
    }
}
