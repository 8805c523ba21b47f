package dev.gkelocal.autopilot.service.mirror;

import dev.gkelocal.autopilot.core.cluster.ClusterEvent;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What scheduler and autoscaler of the simulated cluster say of real Pods, as events on these Pods. The same words again raise the count of
 * the event that is there.
 */
final class PodEvents implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PodEvents.class);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_REMEMBERED = 2_000;
    private static final int LONGEST = 1_024;
    /** Where the real ones say the same. */
    private static final Set<String> SAID_BY_OTHERS = Set.of("Scheduled");

    private static final Set<String> SPEAKERS = Set.of("default-scheduler", "cluster-autoscaler");

    private final KubernetesClient client;
    private final InstantSource clock;
    private final BlockingQueue<Spoken> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Map<Spoken, Said> said = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Spoken, Said> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** One event, whenever it happens. */
    private record Spoken(
            String namespace,
            String pod,
            String uid,
            ClusterEvent.Type type,
            String reason,
            String message,
            String source) {}

    private record Said(String name, Instant first, int count) {}

    PodEvents(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    static boolean isForUsers(ClusterEvent event) {
        return event.object().kind().equals("Pod")
                && SPEAKERS.contains(event.source())
                && !SAID_BY_OTHERS.contains(event.reason());
    }

    /** Never waits: when too much is being said, the rest is not heard here. */
    void say(ClusterEvent event, String uid) {
        var spoken = new Spoken(
                event.object().namespace(),
                event.object().name(),
                uid,
                event.type(),
                event.reason(),
                event.message().substring(0, Math.min(LONGEST, event.message().length())),
                event.source());
        if (!waiting.offer(spoken)) {
            LOG.warn("event not shown pod={}/{} reason={}", spoken.namespace, spoken.pod, spoken.reason);
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                write(waiting.take());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Spoken spoken) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var before = said.get(spoken);
        try {
            if (before != null && repeat(spoken, before, now)) {
                return;
            }
            var name = spoken.pod + "." + Long.toHexString(clock.millis() * MOST_WAITING + said.size() % MOST_WAITING);
            create(spoken, name, now);
            said.put(spoken, new Said(name, now, 1));
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404) {
                LOG.warn("event not written pod={}/{} cause={}", spoken.namespace, spoken.pod, e.getMessage());
            }
        }
    }

    /** @return false when the event is gone: they live for an hour */
    private boolean repeat(Spoken spoken, Said before, Instant now) {
        var event = client.v1().events().inNamespace(spoken.namespace).withName(before.name);
        if (event.get() == null) {
            return false;
        }
        event.edit(it -> {
            it.setCount(before.count + 1);
            it.setLastTimestamp(now.toString());
            return it;
        });
        said.put(spoken, new Said(before.name, before.first, before.count + 1));
        return true;
    }

    private void create(Spoken spoken, String name, Instant now) {
        client.v1()
                .events()
                .inNamespace(spoken.namespace)
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(spoken.namespace)
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withApiVersion("v1")
                        .withKind("Pod")
                        .withNamespace(spoken.namespace)
                        .withName(spoken.pod)
                        .withUid(spoken.uid)
                        .endInvolvedObject()
                        .withType(spoken.type == ClusterEvent.Type.WARNING ? "Warning" : "Normal")
                        .withReason(spoken.reason)
                        .withMessage(spoken.message)
                        .withNewSource()
                        .withComponent(spoken.source)
                        .endSource()
                        .withReportingComponent(spoken.source)
                        .withCount(1)
                        .withFirstTimestamp(now.toString())
                        .withLastTimestamp(now.toString())
                        .build())
                .create();
    }
}
