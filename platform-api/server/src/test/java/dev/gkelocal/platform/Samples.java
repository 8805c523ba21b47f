package dev.gkelocal.platform;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.cloudrun.Condition;
import dev.gkelocal.contracts.cloudrun.Container;
import dev.gkelocal.contracts.cloudrun.ContainerPort;
import dev.gkelocal.contracts.cloudrun.ExecutionEnvironment;
import dev.gkelocal.contracts.cloudrun.InstanceState;
import dev.gkelocal.contracts.cloudrun.Resources;
import dev.gkelocal.contracts.cloudrun.RevisionScaling;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.RevisionTemplate;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import dev.gkelocal.contracts.cloudrun.ServiceScaling;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import dev.gkelocal.contracts.cloudrun.ServiceStatus;
import dev.gkelocal.contracts.cloudrun.TrafficStatus;
import dev.gkelocal.contracts.cloudrun.TrafficTarget;
import dev.gkelocal.platform.feed.FeedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records with sensible values. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private Samples() {}

    public static ServiceName serviceName(String service) {
        return new ServiceName("local-project", "us-central1", service);
    }

    public static RevisionName revisionName(String service) {
        return serviceName(service).revision(service + "-00001-abc");
    }

    public static ServiceState service(String name, long generation) {
        return service(name, "", generation);
    }

    public static ServiceState service(String name, String description, long generation) {
        var ready = new Condition("Ready", Condition.State.SUCCEEDED, null, "", Condition.Severity.INFO, NOW);
        var revision = revisionName(name);
        return new ServiceState(
                serviceName(name),
                new Version(1, generation),
                1,
                "uid-" + name,
                description,
                Map.of(),
                Map.of(),
                "me@localhost",
                "me@localhost",
                "",
                "",
                template(),
                List.of(TrafficTarget.latest(100)),
                ServiceScaling.UNSET,
                true,
                NOW,
                NOW,
                null,
                null,
                new ServiceStatus(
                        1,
                        false,
                        ready,
                        List.of(ready),
                        revision,
                        revision,
                        List.of(new TrafficStatus(revision.revision(), true, 100, null, null)),
                        List.of("http://" + name + "-123456789012.us-central1.run.localhost:8082")),
                List.of());
    }

    public static RevisionState revision(String service, long generation) {
        return new RevisionState(
                revisionName(service),
                new Version(1, generation),
                1,
                "uid-revision-" + service,
                template(),
                "sha256:0123",
                NOW,
                null,
                false,
                List.of());
    }

    public static InstanceState instance(String service, String id, long generation, InstanceState.Phase phase) {
        return new InstanceState(
                new InstanceId(id),
                revisionName(service),
                new Version(1, generation),
                phase,
                "127.0.0.1:40000",
                4711L,
                NOW,
                NOW,
                phase == InstanceState.Phase.STOPPED ? NOW : null,
                "a request waits",
                null);
    }

    public static ScalingDecided decision(String service, Instant at, int from, int to, ScalingDecided.Reason reason) {
        return new ScalingDecided(revisionName(service), at, from, to, reason, 96.5, 12, 48, to, 0, 100, 90, 1);
    }

    /** The event that wrote a record at an offset. */
    public static <T extends Record> FeedEvent event(Topic<T> topic, long offset, T record) {
        var key = topic.key().apply(record);
        return new FeedEvent(topic, offset, key, topic.eventType(), record, "{\"offset\":" + offset + "}", null);
    }

    private static RevisionTemplate template() {
        var container = new Container(
                "",
                "local/hello",
                List.of(),
                List.of(),
                List.of(),
                new Resources(1000, 512, true, false),
                new ContainerPort(ContainerPort.Protocol.HTTP1, 8080),
                "");
        return new RevisionTemplate(
                null,
                Map.of(),
                Map.of(),
                new RevisionScaling(0, 100),
                80,
                Duration.ofSeconds(300),
                "",
                ExecutionEnvironment.UNSPECIFIED,
                false,
                false,
                List.of(container));
    }
}
