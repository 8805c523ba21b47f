package dev.gkelocal.contracts;

import dev.gkelocal.contracts.Topic.Retention;
import dev.gkelocal.contracts.autopilot.ClusterState;
import dev.gkelocal.contracts.autopilot.EventRecorded;
import dev.gkelocal.contracts.autopilot.NodeState;
import dev.gkelocal.contracts.autopilot.PodState;
import dev.gkelocal.contracts.autopilot.WorkloadState;
import dev.gkelocal.contracts.cloudrun.InstanceState;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import dev.gkelocal.contracts.platform.SimulatorState;
import java.util.List;

/** Every topic of the platform. The AsyncAPI document lists the same; a test compares them. */
public final class Topics {
    public static final Topic<ServiceState> CLOUD_RUN_SERVICE = new Topic<>(
            "gkelocal.cloudrun.service",
            "dev.gkelocal.cloudrun.service.changed.v1",
            ServiceState.class,
            Retention.COMPACTED,
            it -> it.name().toString());

    public static final Topic<RevisionState> CLOUD_RUN_REVISION = new Topic<>(
            "gkelocal.cloudrun.revision",
            "dev.gkelocal.cloudrun.revision.changed.v1",
            RevisionState.class,
            Retention.COMPACTED,
            it -> it.name().toString());

    public static final Topic<InstanceState> CLOUD_RUN_INSTANCE = new Topic<>(
            "gkelocal.cloudrun.instance",
            "dev.gkelocal.cloudrun.instance.changed.v1",
            InstanceState.class,
            Retention.COMPACTED,
            it -> it.id().value());

    public static final Topic<ScalingDecided> CLOUD_RUN_SCALING = new Topic<>(
            "gkelocal.cloudrun.scaling",
            "dev.gkelocal.cloudrun.scaling.decided.v1",
            ScalingDecided.class,
            Retention.EXPIRING,
            it -> it.revision().toString());

    public static final Topic<WorkloadState> AUTOPILOT_WORKLOAD = new Topic<>(
            "gkelocal.autopilot.workload",
            "dev.gkelocal.autopilot.workload.changed.v1",
            WorkloadState.class,
            Retention.COMPACTED,
            it -> it.name().toString());

    public static final Topic<PodState> AUTOPILOT_POD = new Topic<>(
            "gkelocal.autopilot.pod",
            "dev.gkelocal.autopilot.pod.changed.v1",
            PodState.class,
            Retention.COMPACTED,
            PodState::uid);

    public static final Topic<NodeState> AUTOPILOT_NODE = new Topic<>(
            "gkelocal.autopilot.node",
            "dev.gkelocal.autopilot.node.changed.v1",
            NodeState.class,
            Retention.COMPACTED,
            NodeState::name);

    public static final Topic<ClusterState> AUTOPILOT_CLUSTER = new Topic<>(
            "gkelocal.autopilot.cluster",
            "dev.gkelocal.autopilot.cluster.changed.v1",
            ClusterState.class,
            Retention.COMPACTED,
            ClusterState::name);

    public static final Topic<EventRecorded> AUTOPILOT_EVENT = new Topic<>(
            "gkelocal.autopilot.event",
            "dev.gkelocal.autopilot.event.recorded.v1",
            EventRecorded.class,
            Retention.EXPIRING,
            it -> it.object().toString());

    public static final Topic<SimulatorState> PLATFORM_SIMULATOR = new Topic<>(
            "gkelocal.platform.simulator",
            "dev.gkelocal.platform.simulator.changed.v1",
            SimulatorState.class,
            Retention.COMPACTED,
            it -> it.simulator().id());

    /** New ones come last: positions of the event stream count by place. */
    public static final List<Topic<?>> ALL = List.of(
            CLOUD_RUN_SERVICE,
            CLOUD_RUN_REVISION,
            CLOUD_RUN_INSTANCE,
            CLOUD_RUN_SCALING,
            PLATFORM_SIMULATOR,
            AUTOPILOT_WORKLOAD,
            AUTOPILOT_POD,
            AUTOPILOT_NODE,
            AUTOPILOT_CLUSTER,
            AUTOPILOT_EVENT);

    private Topics() {}

    /** Where a component puts records that it could not read, with the reason in the headers. */
    public static String deadLetters(String component) {
        return "gkelocal." + component + ".dlq";
    }
}
