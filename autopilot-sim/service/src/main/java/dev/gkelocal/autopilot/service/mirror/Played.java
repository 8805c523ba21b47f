package dev.gkelocal.autopilot.service.mirror;

import dev.gkelocal.autopilot.core.cluster.PodState.Stage;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The status of Pods on simulated nodes, as a kubelet would write it, without an address: nothing runs, and no traffic must go there. The
 * message says so.
 */
record Played(InstantSource clock) {
    static final String SAYING = "simulated by GKE Local: nothing runs";

    boolean isShown(Action.Play play) {
        var pod = play.pod();
        return pod.phase().equals(play.stage().phase())
                && (play.stage() == Stage.CREATING || isReady(pod.pod()) == play.ready());
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(it -> "Ready".equals(it.getType()) && "True".equals(it.getStatus()));
    }

    Pod show(Pod pod, Action.Play play) {
        var status = pod.getStatus();
        var at = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        status.setPhase(play.stage().phase());
        status.setReason(play.stage() == Stage.FAILED ? play.reason() : null);
        status.setMessage(play.stage() == Stage.FAILED && !play.message().isEmpty() ? play.message() : SAYING);
        if (status.getStartTime() == null) {
            status.setStartTime(at);
        }
        status.setConditions(List.of(
                condition("PodScheduled", true, at),
                condition("Initialized", true, at),
                condition("PodReadyToStartContainers", play.stage() == Stage.RUNNING, at),
                condition("ContainersReady", play.ready(), at),
                condition("Ready", play.ready(), at)));
        var containers = new ArrayList<ContainerStatus>();
        pod.getSpec().getContainers().forEach(it -> containers.add(container(it, play, at)));
        status.setContainerStatuses(containers);
        return pod;
    }

    private static PodCondition condition(String type, boolean holds, String at) {
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(holds ? "True" : "False")
                .withLastTransitionTime(at)
                .build();
    }

    private static ContainerStatus container(Container container, Action.Play play, String at) {
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID("")
                .withReady(play.ready())
                .withStarted(play.stage() == Stage.RUNNING)
                .withRestartCount(0)
                .withState(state(play, at))
                .build();
    }

    private static ContainerState state(Action.Play play, String at) {
        var state = new ContainerStateBuilder();
        return switch (play.stage()) {
            case PENDING, CREATING ->
                state.withNewWaiting(SAYING, "ContainerCreating").build();
            case RUNNING, TERMINATING ->
                state.withNewRunning().withStartedAt(at).endRunning().build();
            case SUCCEEDED ->
                state.withNewTerminated()
                        .withExitCode(0)
                        .withReason("Completed")
                        .withFinishedAt(at)
                        .endTerminated()
                        .build();
            case FAILED ->
                state.withNewTerminated()
                        .withExitCode(1)
                        .withReason(play.reason())
                        .withFinishedAt(at)
                        .endTerminated()
                        .build();
        };
    }
}
