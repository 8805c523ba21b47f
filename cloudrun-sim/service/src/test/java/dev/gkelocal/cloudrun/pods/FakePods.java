package dev.gkelocal.cloudrun.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An API server in memory, whose kubelet is the test. */
final class FakePods implements PodApi {
    final Map<String, Pod> pods = new ConcurrentHashMap<>();
    final List<String> deletions = new CopyOnWriteArrayList<>();
    final Queue<Written> answers = new ArrayDeque<>();
    final Map<String, String> outputs = new ConcurrentHashMap<>();
    volatile boolean takesNoMarks;
    private @Nullable Watcher watcher;

    @Override
    public synchronized Written create(Pod pod) {
        var answer = answers.isEmpty() ? new Written.Done() : answers.remove();
        if (answer instanceof Written.Done) {
            put(pod);
        }
        return answer;
    }

    @Override
    public synchronized Written delete(String name, Duration grace) {
        deletions.add(name + " " + grace);
        var pod = pods.get(name);
        if (pod != null && grace.isZero()) {
            remove(name);
        } else if (pod != null) {
            put(new PodBuilder(pod)
                    .editMetadata()
                    .withDeletionTimestamp(Instant.EPOCH.toString())
                    .endMetadata()
                    .build());
        }
        return new Written.Done();
    }

    @Override
    public synchronized Written annotate(String name, Map<String, String> annotations) {
        if (takesNoMarks) {
            return new Written.Unknown("connection refused");
        }
        change(
                name,
                it -> new PodBuilder(it)
                        .editMetadata()
                        .addToAnnotations(annotations)
                        .endMetadata()
                        .build());
        return new Written.Done();
    }

    @Override
    public synchronized List<Pod> watch(Watcher told) {
        watcher = told;
        return known();
    }

    @Override
    public List<Pod> known() {
        return new ArrayList<>(pods.values());
    }

    @Override
    public boolean connected() {
        return true;
    }

    @Override
    public InputStream output(String name, @Nullable Instant since) {
        return new ByteArrayInputStream(outputs.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}

    synchronized void put(Pod pod) {
        pods.put(pod.getMetadata().getName(), pod);
        if (watcher != null) {
            watcher.changed(pod);
        }
    }

    synchronized void remove(String name) {
        var last = pods.remove(name);
        if (watcher != null && last != null) {
            watcher.deleted(last);
        }
    }

    synchronized void change(String name, UnaryOperator<Pod> change) {
        var pod = pods.get(name);
        if (pod != null) {
            put(change.apply(pod));
        }
    }

    void runs(String name, String ip) {
        change(
                name,
                it -> status(
                        it,
                        ip,
                        new ContainerStateBuilder()
                                .withNewRunning()
                                .endRunning()
                                .build()));
    }

    void waits(String name, String reason, String message) {
        var state = new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .build();
        change(name, it -> status(it, null, state));
    }

    void ends(String name, int exitCode, String reason) {
        var state = new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(reason)
                .withMessage("exec: not there")
                .endTerminated()
                .build();
        change(name, it -> status(it, "127.0.0.1", state));
    }

    static Pod status(Pod pod, @Nullable String ip, ContainerState state) {
        return new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Running")
                .withPodIP(ip)
                .addNewContainerStatus()
                .withName(PodTemplate.CONTAINER)
                .withState(state)
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
