package dev.gkelocal.autopilot.service.mirror;

import dev.gkelocal.autopilot.service.enforcement.Gates;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what was decided, a few Pods at a time and each Pod once. What fails comes again with the next look. */
final class Hands implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hands.class);
    private static final int AT_ONCE = 8;
    /** The Pod has changed meanwhile, or is gone. */
    private static final Set<Integer> OVERTAKEN = Set.of(404, 409);

    private final KubernetesClient client;
    private final Played played;
    private final InstantSource clock;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Hands(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        played = new Played(clock);
    }

    /** Passed over while something else is being done about the Pod. */
    void carryOut(Action action, Runnable then) {
        var key = action.pod().uid();
        if (!busy.add(key)) {
            return;
        }
        threads.execute(() -> {
            try {
                free.acquire();
                try {
                    act(action);
                } finally {
                    free.release();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (KubernetesClientException e) {
                if (!OVERTAKEN.contains(e.getCode())) {
                    LOG.warn(
                            "not done action={} pod={} cause={}",
                            action.getClass().getSimpleName(),
                            action.pod().path(),
                            e.getMessage());
                }
            } finally {
                busy.remove(key);
                then.run();
            }
        });
    }

    private void act(Action action) {
        var pod = pod(action.pod());
        switch (action) {
            case Action.Release(var real, var node) -> release(pod, node);
            case Action.Note(var real, var node) -> note(pod, node, real);
            case Action.Tell(var real, var obstacle) -> pod.editStatus(it -> unschedulable(it, obstacle));
            case Action.Bind(var real, var node) -> bind(real, node);
            case Action.Evict(var real, var grace) -> {
                LOG.info("evicting pod={}", real.path());
                if (grace < 0) {
                    pod.delete();
                } else {
                    pod.withGracePeriod(grace).delete();
                }
            }
            case Action.Play play -> {
                if (!played.isShown(play)) {
                    pod.editStatus(it -> played.show(it, play));
                }
            }
            case Action.Bury ignored -> pod.withGracePeriod(0).delete();
        }
    }

    private PodResource pod(RealPod real) {
        return client.pods().inNamespace(real.namespace()).withName(real.name());
    }

    private static void release(PodResource pod, String node) {
        pod.edit(it -> {
            annotate(it, RealPod.NODE, node);
            it.getSpec().getSchedulingGates().removeIf(gate -> Gates.NODE.equals(gate.getName()));
            return it;
        });
    }

    private static void note(PodResource pod, String node, RealPod real) {
        pod.edit(it -> {
            if (real.simulatedNode().isEmpty()) {
                annotate(it, RealPod.UNGATED, "true");
            }
            annotate(it, RealPod.NODE, node);
            return it;
        });
    }

    private static void annotate(Pod pod, String key, String value) {
        var annotations = new HashMap<String, String>();
        if (pod.getMetadata().getAnnotations() != null) {
            annotations.putAll(pod.getMetadata().getAnnotations());
        }
        annotations.put(key, value);
        pod.getMetadata().setAnnotations(annotations);
    }

    private Pod unschedulable(Pod pod, String obstacle) {
        var conditions = new ArrayList<PodCondition>();
        pod.getStatus().getConditions().stream()
                .filter(it -> !"PodScheduled".equals(it.getType()))
                .forEach(conditions::add);
        conditions.add(new PodConditionBuilder()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(obstacle)
                .withLastTransitionTime(clock.instant()
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        .toString())
                .build());
        pod.getStatus().setConditions(conditions);
        return pod;
    }

    private void bind(RealPod real, String node) {
        LOG.info("binding pod={} node={}", real.path(), node);
        var binding = new BindingBuilder()
                .withNewMetadata()
                .withName(real.name())
                .withNamespace(real.namespace())
                .endMetadata()
                .withNewTarget()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(node)
                .endTarget()
                .build();
        client.bindings().inNamespace(real.namespace()).resource(binding).create();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
