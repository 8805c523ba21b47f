package dev.gkelocal.cloudrun.pods;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API server over HTTP. */
final class KubernetesPodApi implements PodApi {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesPodApi.class);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int ADOPTED_LINES = 500;

    private final KubernetesClient client;
    private final String namespace;
    private volatile @Nullable SharedIndexInformer<Pod> informer;

    KubernetesPodApi(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    private PodResource pod(String name) {
        return client.pods().inNamespace(namespace).withName(name);
    }

    private interface Call {
        void make();
    }

    @Override
    public Written create(Pod pod) {
        return written(() -> client.pods().inNamespace(namespace).resource(pod).create(), CONFLICT);
    }

    @Override
    public Written delete(String name, Duration grace) {
        return written(() -> pod(name).withGracePeriod(grace.toSeconds()).delete(), NOT_FOUND);
    }

    @Override
    public Written annotate(String name, Map<String, String> annotations) {
        var members = annotations.entrySet().stream()
                .map(it -> "\"" + it.getKey() + "\":\"" + it.getValue() + "\"")
                .collect(Collectors.joining(","));
        var patch = "{\"metadata\":{\"annotations\":{" + members + "}}}";
        return written(() -> pod(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch), NOT_FOUND);
    }

    /** @param harmless status which says that what was asked for is so already */
    private static Written written(Call call, int harmless) {
        try {
            call.make();
            return new Written.Done();
        } catch (KubernetesClientException e) {
            int code = e.getCode();
            if (code == harmless) {
                return new Written.Done();
            }
            return code <= 0 || code == TOO_MANY_REQUESTS || code >= SERVER_ERROR
                    ? new Written.Unknown(words(e))
                    : new Written.Refused(words(e));
        }
    }

    /** The API server's own, or what kept it from being reached. */
    private static String words(KubernetesClientException e) {
        var status = e.getStatus();
        if (status != null && status.getMessage() != null) {
            return status.getMessage();
        }
        var cause = e.getCause();
        return "the API server does not answer: " + (cause == null ? e.getMessage() : cause.toString());
    }

    @Override
    public List<Pod> watch(Watcher watcher) throws InterruptedException {
        var started = client.pods()
                .inNamespace(namespace)
                .withLabels(PodMarks.OURS)
                .runnableInformer(0)
                .addEventHandler(new Handler(watcher))
                .exceptionHandler((_, cause) -> {
                    LOG.warn("the API server does not tell what becomes of Pods cause={}", cause.toString());
                    return true;
                });
        informer = started;
        try {
            started.start().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot watch the Pods of namespace " + namespace, e.getCause());
        }
        return started.getStore().list();
    }

    @Override
    public List<Pod> known() {
        var watching = informer;
        return watching == null ? List.of() : watching.getStore().list();
    }

    private record Handler(Watcher watcher) implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            watcher.changed(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            watcher.changed(pod);
        }

        @Override
        public void onDelete(Pod last, boolean unseen) {
            watcher.deleted(last);
        }
    }

    @Override
    public boolean connected() {
        var watching = informer;
        return watching != null && watching.isWatching();
    }

    @Override
    public InputStream output(String name, @Nullable Instant since) throws IOException {
        var timed = pod(name).inContainer(PodTemplate.CONTAINER).usingTimestamps();
        var lines = since == null ? timed.tailingLines(ADOPTED_LINES) : timed.sinceTime(since.toString());
        try {
            var log = lines.watchLog();
            return new FilterInputStream(log.getOutput()) {
                @Override
                public void close() throws IOException {
                    log.close();
                    super.close();
                }
            };
        } catch (KubernetesClientException e) {
            throw new IOException(words(e), e);
        }
    }

    @Override
    public void close() {
        var watching = informer;
        if (watching != null) {
            watching.stop();
        }
        client.close();
    }
}
