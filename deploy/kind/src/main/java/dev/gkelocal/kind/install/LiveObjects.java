package dev.gkelocal.kind.install;

import dev.gkelocal.kind.manifests.ContentHash;
import dev.gkelocal.kind.manifests.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of the platform is in the cluster.
 *
 * @param objects ours by label that were rendered, not made by a program of ours while it runs
 */
record LiveObjects(Map<ObjectKey, HasMetadata> objects) {
    /** Hash of the manifest that was applied last: equal means that there is nothing to do. */
    static final String CONTENT = "gke-local.dev/content";

    static LiveObjects read(KubernetesClient client) {
        var found = new ConcurrentHashMap<ObjectKey, HasMetadata>();
        var kinds = Stream.of(Stream.of(Kinds.NAMESPACE), Kinds.NAMESPACED.stream(), Kinds.CLUSTER_WIDE.stream())
                .flatMap(it -> it)
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reads = kinds.stream()
                    .map(kind -> threads.submit((Callable<Void>) () -> {
                        list(client, kind, found);
                        return null;
                    }))
                    .toList();
            for (var read : reads) {
                read.get();
            }
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        return new LiveObjects(Map.copyOf(found));
    }

    /** Without the types of the kinds: of an object only its metadata counts, and types cost seconds to learn. */
    private static void list(
            KubernetesClient client, Class<? extends HasMetadata> kind, Map<ObjectKey, HasMetadata> found) {
        var all = client.genericKubernetesResources(ResourceDefinitionContext.fromResourceType(kind))
                .inAnyNamespace()
                .withLabels(Labels.PLATFORM)
                .list();
        for (var object : all.getItems()) {
            object.setKind(HasMetadata.getKind(kind));
            object.setApiVersion(HasMetadata.getApiVersion(kind));
            if (content(object) != null) {
                found.put(ObjectKey.of(object), object);
            }
        }
    }

    /** Adds the hash of what the object says to its annotations. */
    static HasMetadata marked(HasMetadata object) {
        var metadata = object.getMetadata();
        var annotations = new TreeMap<String, String>(Objects.requireNonNullElse(metadata.getAnnotations(), Map.of()));
        annotations.remove(CONTENT);
        metadata.setAnnotations(annotations.isEmpty() ? null : annotations);
        var hash = ContentHash.of(Serialization.asYaml(object));
        annotations.put(CONTENT, hash);
        metadata.setAnnotations(annotations);
        return object;
    }

    boolean has(HasMetadata marked) {
        var live = objects.get(ObjectKey.of(marked));
        return live != null
                && Objects.equals(content(live), content(marked))
                && live.getMetadata().getDeletionTimestamp() == null;
    }

    private static @Nullable String content(HasMetadata object) {
        var annotations = object.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(CONTENT);
    }
}
